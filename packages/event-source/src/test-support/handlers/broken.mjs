throw new Error("missing setting ORDERS_TABLE");
