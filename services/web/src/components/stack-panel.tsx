import { useStackState } from "../use-stack-state.ts";
import { ModeLine } from "./mode-line.tsx";
import { ServiceCard } from "./service-card.tsx";

/** The state of the running stack, live. */
export function StackPanel() {
  const state = useStackState();

  return (
    <section aria-labelledby="stack-heading" className="stack">
      <div className="stack-head">
        <h2 id="stack-heading">The stack right now</h2>
        {/* Announced when it changes; the cards below it are not, or every refresh would be read out. */}
        <p role="status" className="stack-summary">
          {state?.summary ?? "Asking the services…"}
        </p>
      </div>
      {state && (
        <>
          <ModeLine state={state} />
          <ol className="services" data-mode={state.mode} aria-label="Services, in the order a message passes them">
            {state.services.map((service) => (
              <ServiceCard key={service.name} service={service} />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}
