"use strict";

const { basename } = require("node:path");

exports.handler = async (event) => ({ handled: event.Records.length, file: basename(__filename) });

// What no reader of the source can see as an export by name.
const late = { create: async () => "created" };
Object.assign(module.exports, { orders: late });
