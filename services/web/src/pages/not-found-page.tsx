import { Link } from "react-router";

/** For addresses that no page has. */
export function NotFoundPage() {
  return (
    <>
      <title>Page not found · LetsGo Local</title>
      <h1>Page not found</h1>
      <p className="lead">There is no page at this address.</p>
      <p>
        <Link to="/">To the stack's state</Link>
      </p>
    </>
  );
}
