import { runContract } from "./support/run-contract.ts";

runContract("elasticmq");
