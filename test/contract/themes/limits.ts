import { expect } from "vitest";
import type { Bench } from "../support/bench.ts";
import { attributesOf, nextOf, sendTo } from "../support/queue.ts";
import { refusalOf } from "../support/refusal.ts";
import { statement, type Theme } from "../support/theme.ts";

const mebibyte = 1_048_576;
const leastSize = 1024;

const text = (StringValue: string, DataType = "String") => ({ DataType, StringValue });

const takeBody = (body: string) => async (bench: Bench) => {
  const queue = await bench.createQueue();
  await sendTo(queue, body);
  expect((await nextOf(queue)).Body).toBe(body);
};

const refuseBody = (body: string) => async (bench: Bench) => {
  await refusalOf(sendTo(await bench.createQueue(), body));
};

const takeAttributes = (attributes: object) => async (bench: Bench) => {
  const queue = await bench.createQueue();
  await sendTo(queue, "a", { MessageAttributes: { ...attributes } });
  expect(Object.keys((await nextOf(queue)).MessageAttributes ?? {}).toSorted()).toEqual(
    Object.keys(attributes).toSorted(),
  );
};

const refuseAttributes = (attributes: object) => async (bench: Bench) => {
  await refusalOf(sendTo(await bench.createQueue(), "a", { MessageAttributes: { ...attributes } }));
};

const refuseName = (name: string) => refuseAttributes({ [name]: text("a") });

const refuseSizeOfQueue = (bytes: number) => async (bench: Bench) => {
  await refusalOf(bench.createQueue({ MaximumMessageSize: bytes }));
};

/** A queue of the least size takes a message up to it, and not one byte more. */
const countBytes =
  (body: string, attributes: Record<string, ReturnType<typeof text>>, bytes: number) => async (bench: Bench) => {
    const queue = await bench.createQueue({ MaximumMessageSize: leastSize });
    const filled = body + "x".repeat(leastSize - bytes);
    await sendTo(queue, filled, { MessageAttributes: attributes });
    await refusalOf(sendTo(queue, `${filled}x`, { MessageAttributes: attributes }));
  };

const manyAttributes = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, text("a")]));

export const limits: Theme = {
  name: "limits",
  statements: [
    statement("D26: a body is not empty and has only the characters that XML allows", {
      "an empty one is refused": refuseBody(""),
      "the allowed ones up to U+FFFD come back": takeBody("a\t\n\r \uD7FF\uE000\uFFFD"),
      "the allowed ones above U+FFFF come back": takeBody("a\u{10000}👋\u{10FFFF}"),
      "U+0000 is refused": refuseBody("a\u0000"),
      "U+001F is refused": refuseBody("a\u001F"),
      "U+FFFE is refused": refuseBody("a\uFFFE"),
      "U+FFFF is refused": refuseBody("a\uFFFF"),
      "half of a surrogate pair is refused": refuseBody("a\uD800"),
      "the errors are MissingParameter and InvalidMessageContents": async (bench) => {
        const queue = await bench.createQueue();
        expect((await refusalOf(sendTo(queue, ""))).name).toBe("MissingParameter");
        expect((await refusalOf(sendTo(queue, "\u0001"))).name).toBe("InvalidMessageContents");
      },
    }),

    statement("D27: a message's size is that of its body and attributes in UTF-8", {
      "1 MiB is taken, one byte more is not": async (bench) => {
        const queue = await bench.createQueue();
        await sendTo(queue, "x".repeat(mebibyte));
        await refusalOf(sendTo(queue, "x".repeat(mebibyte + 1)));
      },
      "bytes of the body count, not its characters": countBytes("é€", {}, 5),
      "attributes' names, types and values count": countBytes("", { ab: text("é", "String.cd") }, 2 + 9 + 2),
      "the trace header does not": async (bench) => {
        const queue = await bench.createQueue({ MaximumMessageSize: leastSize });
        const AWSTraceHeader = text("Root=1-5759e988-bd862e3fe1be46a994272793");
        await sendTo(queue, "x".repeat(leastSize), { MessageSystemAttributes: { AWSTraceHeader } });
      },
      "1,024 and 1,048,576 are taken as a queue's limit": async (bench) => {
        for (const bytes of [leastSize, mebibyte]) {
          const queue = await bench.createQueue({ MaximumMessageSize: bytes });
          expect((await attributesOf(queue)).MaximumMessageSize).toBe(`${bytes}`);
        }
      },
      "1,023 is refused as a queue's limit": refuseSizeOfQueue(leastSize - 1),
      "1,048,577 is refused as a queue's limit": refuseSizeOfQueue(mebibyte + 1),
    }),

    statement("D28: a message has at most 10 attributes", {
      "10 come back": takeAttributes(manyAttributes(10)),
      "11 are refused": refuseAttributes(manyAttributes(11)),
    }),

    statement("D29: attributes have well-formed names and types, and are not empty", {
      "a name of 255 characters comes back": takeAttributes({ ["n".repeat(255)]: text("a") }),
      "a name of 256 characters comes back": takeAttributes({ ["n".repeat(256)]: text("a") }),
      "a name of 257 is refused": refuseName("n".repeat(257)),
      "AWS. in any case is refused": async (bench) => {
        await refuseName("AWS.a")(bench);
        await refuseName("aws.a")(bench);
      },
      "Amazon. in any case is refused": async (bench) => {
        await refuseName("Amazon.a")(bench);
        await refuseName("AMAZON.a")(bench);
      },
      "a leading dot is refused": refuseName(".a"),
      "a trailing dot is refused": refuseName("a."),
      "successive dots are refused": refuseName("a..b"),
      "another character is refused": refuseName("a b"),
      "labels of types come back": takeAttributes({
        a: text("a", "String.label"),
        b: text("1", "Number.int"),
        c: { DataType: "Binary.png", BinaryValue: Uint8Array.of(1) },
      }),
      "another type is refused": refuseAttributes({ a: text("a", "Foo") }),
      "an empty text is refused": refuseAttributes({ a: text("") }),
      "a number that is none is refused": refuseAttributes({ a: text("abc", "Number") }),
    }),
  ],
};
