import { runContract } from "./support/run-contract.ts";

runContract("sqs-emulator");
