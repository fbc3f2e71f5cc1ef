/**
 * A program that starts a stack and holds it until it is ended by a signal. Its arguments are engine and mode; once the
 * stack is ready it prints its name and addresses as one line of JSON.
 */
import { type EngineName, type Stack, startStack } from "@letsgo/testing";

const [engine, mode] = process.argv.slice(2) as [EngineName, Stack["mode"]];
const stack = await startStack({ engine, mode });
console.log(JSON.stringify({ name: stack.name, urls: stack.urls }));
// The followers of the stack keep the process alive until a signal comes.
