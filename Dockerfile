# Two images from one build: `webmail` (the last, so the default) and `mailstack`, the bundled Dovecot and
# Postfix with their demo mailboxes. Every step is a script that is tested without Docker (packaging/).

FROM node:24-bookworm-slim AS build
# better-sqlite3 is compiled where no ready-made binary fits.
RUN apt-get update \
  && apt-get install -y --no-install-recommends g++ make python3 \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build
RUN node packaging/build-runtime.mjs webmail /runtime/webmail
RUN node packaging/build-runtime.mjs mailstack /runtime/mailstack

FROM node:24-bookworm-slim AS mailstack
WORKDIR /app
COPY scripts/system-packages.mjs scripts/system-packages.mjs
COPY packaging/install-mail-packages.mjs packaging/install-mail-packages.mjs
RUN node packaging/install-mail-packages.mjs && rm -rf /var/lib/apt/lists/*
COPY --from=build /runtime/mailstack ./
# Dovecot and Postfix are started by root and change to users of their own.
ENV DATA_DIR=/data PUBLISH_CA=/mail-ca/authority.pem
VOLUME ["/data", "/mail-ca"]
HEALTHCHECK --interval=5s --timeout=3s --start-period=3m --retries=2 \
  CMD ["test", "-f", "/mail-ca/authority.pem"]
CMD ["node", "packaging/mailstack.mjs"]

FROM node:24-bookworm-slim AS webmail
RUN install -d -o node -g node /data
WORKDIR /app
COPY --from=build /runtime/webmail ./
USER node
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8080 DATA_DIR=/data
VOLUME ["/data"]
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "packaging/healthcheck.mjs"]
CMD ["node", "dist/server/main.js"]
