import { NavLink } from "react-router";
import { Icon, type IconName } from "../components/icon.tsx";
import classes from "./shell.module.css";

const views: readonly { to: string; name: string; icon: IconName }[] = [
  { to: "/messages", name: "Messages", icon: "list" },
  { to: "/queues", name: "Queues", icon: "queue" },
  { to: "/dashboard", name: "Dashboard", icon: "chart" },
  { to: "/send", name: "Send", icon: "send" },
];

/** The ways to the views. */
export function NavLinks() {
  return views.map(({ to, name, icon }) => (
    <NavLink key={to} to={to} className={classes.link ?? ""}>
      <Icon name={icon} />
      {name}
    </NavLink>
  ));
}
