/** Body of every answer that is no success, as RFC 9457 has it. `detail` says what was expected, what was found, and the remedy. */
export interface Problem {
  type: "about:blank";
  title: string;
  status: number;
  detail: string;
  /** Faults by field, where it was a form's. */
  errors?: { field: string; message: string }[];
}
