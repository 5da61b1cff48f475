import { useId, useState } from 'react';
import { useSuggestedPeople } from '../compose/recipients/people.ts';
import { type InputProps, takeLines } from './inputs.ts';

/** An address, with those whom the person knows to choose from. */
export function AddressInput({ label, value, attributes, onChange, onPasteLines }: InputProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const { people } = useSuggestedPeople(value, isOpen, []);
  return (
    <>
      <input
        aria-label={label}
        list={id}
        value={value}
        maxLength={1000}
        autoComplete="off"
        spellCheck={false}
        inputMode="email"
        {...attributes}
        onFocus={() => setOpen(true)}
        onChange={({ target }) => onChange(target.value)}
        onPaste={(event) => takeLines(event, onPasteLines)}
      />
      <datalist id={id}>
        {people
          .filter(({ address }) => address)
          .map(({ address, name }) => (
            <option key={address} value={address}>
              {name}
            </option>
          ))}
      </datalist>
    </>
  );
}
