import Dexie, { type Table } from 'dexie';
import type { Rows } from './rows';
import { schemaVersion, stores } from './schema';

/** The database of one workspace: a table for each name in the schema, made by Dexie from its declaration. */
export class WorkspaceDatabase extends Dexie {
  declare readonly agent: Table<Rows['agent'], string>;
  declare readonly instructions: Table<Rows['instructions'], string>;
  declare readonly conversation: Table<Rows['conversation'], string>;
  declare readonly message: Table<Rows['message'], string>;
  declare readonly connection: Table<Rows['connection'], string>;
  declare readonly setting: Table<Rows['setting'], string>;
  declare readonly price: Table<Rows['price'], string>;
  declare readonly project: Table<Rows['project'], string>;
  declare readonly task: Table<Rows['task'], string>;
  declare readonly budget: Table<Rows['budget'], string>;
  declare readonly 'budget-window': Table<Rows['budget-window'], string>;
  declare readonly grant: Table<Rows['grant'], string>;
  declare readonly artifact: Table<Rows['artifact'], string>;
  declare readonly revision: Table<Rows['revision'], string>;
  declare readonly 'plan-step': Table<Rows['plan-step'], string>;
  declare readonly link: Table<Rows['link'], string>;
  declare readonly event: Table<Rows['event'], string>;
  declare readonly cost: Table<Rows['cost'], string>;
  declare readonly activity: Table<Rows['activity'], string>;
  declare readonly payload: Table<Rows['payload'], string>;
  declare readonly grave: Table<Rows['grave'], string>;
  declare readonly run: Table<Rows['run'], string>;
  declare readonly act: Table<Rows['act'], string>;
  declare readonly request: Table<Rows['request'], string>;
  declare readonly rollup: Table<Rows['rollup'], string>;
  declare readonly device: Table<Rows['device'], string>;
  declare readonly key: Table<Rows['key'], string>;
  declare readonly models: Table<Rows['models'], string>;
  declare readonly draft: Table<Rows['draft'], string>;
  declare readonly unsent: Table<Rows['unsent'], string>;
  declare readonly attachment: Table<Rows['attachment'], string>;
  declare readonly bill: Table<Rows['bill'], string>;
  declare readonly reservation: Table<Rows['reservation'], string>;
  declare readonly staged: Table<Rows['staged'], string>;
  declare readonly quarantine: Table<Rows['quarantine'], string>;

  constructor(name: string) {
    super(name, { chromeTransactionDurability: 'strict' });
    this.version(schemaVersion).stores(stores());
  }
}
