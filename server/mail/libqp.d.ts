declare module 'libqp' {
  const libqp: { decode(encoded: string | Buffer): Buffer };
  export default libqp;
}
