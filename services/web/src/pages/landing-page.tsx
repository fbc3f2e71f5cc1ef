import { Link } from "react-router";
import { StackPanel } from "../components/stack-panel.tsx";

/** What this is, how it is, and where to go from here. */
export function LandingPage() {
  return (
    <>
      <title>LetsGo Local</title>
      <h1>The whole stack, on your laptop</h1>
      <p className="lead">
        LetsGo Local runs the web app, the API, the worker and an SQS queue of a SaaS application on this machine, and
        hides nothing that happens to a message.
      </p>
      <p className="actions">
        <Link to="/contact" className="button">
          Send a contact message
        </Link>
      </p>
      <StackPanel />
      <section aria-labelledby="more-heading">
        <h2 id="more-heading">Look closer</h2>
        <ul className="links">
          <li>
            <a href="/v1/health">API health</a>: what the API says of itself, as JSON
          </li>
          <li>
            <a href="/stack/worker">Worker health</a>: what the worker says of itself, as JSON
          </li>
          <li>
            <code>npm run logs</code>: every message accepted, received and handled, by its message id
          </li>
        </ul>
      </section>
    </>
  );
}
