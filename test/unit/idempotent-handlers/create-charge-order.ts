import { IdempotencyConfig, makeIdempotent } from "@aws-lambda-powertools/idempotency";
import type { BasePersistenceLayer } from "@aws-lambda-powertools/idempotency/persistence";
import { identityOf } from "@letsgo/queue/receive";
import type { Context, SQSRecord } from "aws-lambda";

type Order = { orderId: string; customerId: string };

/** Makes the handler of `order:new`: it charges each order once, however often its message comes. */
export function createChargeOrder(persistenceStore: BasePersistenceLayer, charge: (order: Order) => Promise<string>) {
  const config = new IdempotencyConfig({ expiresAfterSeconds: 30 * 24 * 60 * 60 });
  const chargeOnce = makeIdempotent((_messageId: string, order: Order) => charge(order), {
    persistenceStore,
    config,
    keyPrefix: "charge-order",
  });
  return async (message: { payload: Order }, _event: unknown, context: Context & { record: SQSRecord }) => {
    config.registerLambdaContext(context);
    await chargeOnce(identityOf(context.record), message.payload);
  };
}
