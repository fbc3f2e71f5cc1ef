import type { ServiceState } from "../stack-state.ts";
import { ConditionBadge } from "./condition-badge.tsx";

/** One stop on a message's way, and how it is. */
export function ServiceCard({ service }: { service: ServiceState }) {
  return (
    <li className="card service" data-testid={`service-${service.name.toLowerCase()}`}>
      <div className="service-head">
        <h3>{service.name}</h3>
        <ConditionBadge condition={service.condition} />
      </div>
      <p>{service.detail}</p>
      {service.remedy && <p className="remedy">{service.remedy}</p>}
    </li>
  );
}
