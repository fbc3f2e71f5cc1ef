import type { AttributeDifference } from "@letsgo/console-api";
import { Icon } from "../components/icon.tsx";
import classes from "./queues.module.css";

/** Attributes that are not as the settings say. */
export function Differences({ differences }: { differences: readonly AttributeDifference[] }) {
  if (differences.length === 0) return null;
  return (
    <section className={`panel ${classes.differences}`} aria-labelledby="differences">
      <div className="panel-head">
        <h2 id="differences">
          <Icon name="warn" /> Attributes differ from the settings
        </h2>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">Queue</th>
            <th scope="col">Attribute</th>
            <th scope="col">In the queue</th>
            <th scope="col">In the settings</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ queue, name, present, wanted }) => (
            <tr key={`${queue}/${name}`}>
              <td>{queue}</td>
              <th scope="row">{name}</th>
              <td className="num">{present ?? "absent"}</td>
              <td className="num">{wanted}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
