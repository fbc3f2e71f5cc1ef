import { Kbd, Modal } from "@mantine/core";
import classes from "./keyboard-sheet.module.css";
import { shortcutSheet } from "./shortcuts.ts";

/** All shortcuts at a glance. */
export function KeyboardSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keyboard" size="xl" closeButtonProps={{ "aria-label": "Close" }}>
      <div className={classes.sheet}>
        {shortcutSheet.map(({ where, shortcuts }) => (
          <section key={where}>
            <h3>{where}</h3>
            <dl>
              {shortcuts.map(([keys, does]) => (
                <div key={keys}>
                  <dt>
                    {keys.split(" ").map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
