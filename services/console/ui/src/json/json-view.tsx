import { useState } from "react";
import { Icon } from "../components/icon.tsx";
import { toVisible } from "../components/to-visible.ts";
import classes from "./json-view.module.css";

/** A JSON value, coloured, its objects and lists to fold. All of it is text: nothing of a payload becomes an element. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={classes.json} aria-label={label} tabIndex={0}>
      <Node value={value} depth={0} isLast />
    </section>
  );
}

// --- internal ---

const OPEN_DEPTH = 3;
const OPEN_ENTRIES = 60;
/** Further entries are shown when asked for. */
const SHOWN_ENTRIES = 100;

interface NodeProps {
  name?: string;
  value: unknown;
  depth: number;
  isLast: boolean;
}

function Node({ name, value, depth, isLast }: NodeProps) {
  if (typeof value === "object" && value !== null)
    return <Branch {...{ ...(name !== undefined && { name }), value, depth, isLast }} />;
  return (
    <div className={classes.line} style={{ paddingLeft: indent(depth) }}>
      <Name name={name} />
      <Leaf value={value} />
      {isLast ? "" : ","}
    </div>
  );
}

function Branch({ name, value, depth, isLast }: NodeProps & { value: object }) {
  const isList = Array.isArray(value);
  const entries = Object.entries(value);
  const [isOpen, setOpen] = useState(depth < OPEN_DEPTH && entries.length <= OPEN_ENTRIES);
  const [shown, setShown] = useState(SHOWN_ENTRIES);
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  const count = `${entries.length} ${isList ? "entries" : "fields"}`;
  if (entries.length === 0) return <Line {...{ name, depth }} text={`${open}${close}${isLast ? "" : ","}`} />;
  return (
    <>
      <div className={classes.line} style={{ paddingLeft: indent(depth) }}>
        <button
          type="button"
          className={classes.fold}
          aria-expanded={isOpen}
          aria-label={`${name ?? "payload"}: ${count}`}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon name={isOpen ? "down" : "right"} size={10} />
        </button>
        <Name name={name} />
        {open}
        {!isOpen && (
          <>
            <span className={classes.count}> {count} </span>
            {close}
            {isLast ? "" : ","}
          </>
        )}
      </div>
      {isOpen &&
        entries
          .slice(0, shown)
          .map(([key, each], index) => (
            <Node
              key={key}
              {...(!isList && { name: key })}
              value={each}
              depth={depth + 1}
              isLast={index === entries.length - 1}
            />
          ))}
      {isOpen && entries.length > shown && (
        <button type="button" className={classes.more} onClick={() => setShown(shown + 1_000)}>
          … {entries.length - shown} more
        </button>
      )}
      {isOpen && <Line depth={depth} text={`${close}${isLast ? "" : ","}`} />}
    </>
  );
}

function Line({ name, depth, text }: { name?: string | undefined; depth: number; text: string }) {
  return (
    <div className={classes.line} style={{ paddingLeft: indent(depth) }}>
      <Name name={name} />
      {text}
    </div>
  );
}

function Name({ name }: { name: string | undefined }) {
  if (name === undefined) return null;
  return (
    <>
      <span className={classes.key}>{toVisible(JSON.stringify(name))}</span>:{" "}
    </>
  );
}

function Leaf({ value }: { value: unknown }) {
  if (value === "[masked]") return <span className={classes.masked}>"[masked]"</span>;
  if (typeof value === "string") return <bdi className={classes.text}>{toVisible(JSON.stringify(value))}</bdi>;
  if (typeof value === "number") return <span className={classes.number}>{String(value)}</span>;
  return <span className={classes.word}>{String(value)}</span>;
}

function indent(depth: number): string {
  return `${1.1 + depth * 1.1}rem`;
}
