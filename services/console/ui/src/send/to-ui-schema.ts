import type { RJSFSchema, UiSchema } from "@rjsf/utils";

/** How fields look: long texts get room, and the button is the page's own. */
export function toUiSchema({ properties = {} }: RJSFSchema): UiSchema {
  const long = Object.keys(properties).filter((name) => /^(message|text|body|description)$/i.test(name));
  return {
    "ui:submitButtonOptions": { norender: true },
    ...Object.fromEntries(long.map((name) => [name, { "ui:widget": "textarea", "ui:options": { rows: 4 } }])),
  };
}
