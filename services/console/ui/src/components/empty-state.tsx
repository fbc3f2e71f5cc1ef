import type { ReactNode } from "react";
import classes from "./empty-state.module.css";
import { Icon, type IconName } from "./icon.tsx";

/** Where nothing is to be shown: why, and what to do next. */
export function EmptyState(props: { icon: IconName; title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <span className={classes.icon}>
        <Icon name={props.icon} size={26} />
      </span>
      <h2>{props.title}</h2>
      <div className="muted">{props.children}</div>
      {props.action}
    </div>
  );
}
