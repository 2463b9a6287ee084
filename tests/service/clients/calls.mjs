// Calls every operation of the JavaScript client once, and writes what came as JSON. Arguments: the address, a
// key for everything, the id of a key for searching, and the settings of an event.

import { MitraClient } from "../../../clients/javascript/built/mitra-client.js";

const [url, key, keyId, event] = process.argv.slice(2);
const mitra = new MitraClient(url, { key });

const entered = { name: "PT Uji", country: "ID", description: "Kami membuat mur." };
const report = { kind: "similarity", from: { region: "Jawa Barat" }, to: { country: "JP" }, top: 1 };
const reported = mitra.makeReport({ ...report, formats: ["csv"] }).then(({ id }) => mitra.wait(id));
const planned = reported
  .then(() => mitra.planEvent(JSON.parse(event)))
  .then(({ id }) => mitra.wait(id));
const id = async (job) => (await job).id;

const CALLS = {
  search: () => mitra.search({ query: "komponen otomotif", limit: 3, filters: { country: "JP" } }),
  similarCompanies: () => mitra.similarCompanies("ID-001", { country: ["JP"], limit: 3 }),
  complementaryCompanies: () => mitra.complementaryCompanies("ID-001"),
  countFacets: () => mitra.countFacets({ country: ["JP", "ID"] }),
  listSectors: () => mitra.listSectors(),
  listChanges: () => mitra.listChanges({ limit: 3 }),
  getCompany: () => mitra.getCompany("ID-001"),
  putCompany: () => mitra.putCompany("商工 1&x", entered),
  deleteCompany: async () => {
    await mitra.putCompany("J-2", entered);
    const [, tag] = await mitra.companyAndTag("J-2");
    await mitra.deleteCompany("J-2", { ifMatch: tag });
  },
  importCompanies: () =>
    mitra.importCompanies(JSON.stringify({ id: "J-3", ...entered }), "application/x-ndjson", { dry_run: true }),
  getDisclosure: () => mitra.getDisclosure({ organisation: "Kadin" }),
  putDisclosure: () =>
    mitra.putDisclosure({ companies: "public", contacts: "private", partners: [] }, { organisation: "Kadin" }),
  getCompanyDisclosure: () => mitra.getCompanyDisclosure("ID-001"),
  putCompanyDisclosure: () => mitra.putCompanyDisclosure("ID-001", { company: "public", contact: null }),
  giveFeedback: () => mitra.giveFeedback({ query: "stamping", partner: "JP-001", grade: 2 }),
  makeReport: () => mitra.makeReport({ ...report, formats: ["csv"] }),
  downloadReport: async () => {
    const job = await reported;
    const file = await mitra.downloadReport(job.id, job.files[0].name);
    return { bytes: file.size, expected: job.files[0].bytes };
  },
  planEvent: () => planned,
  checkEvent: async () =>
    mitra.checkEvent(await id(planned), await mitra.downloadReport(await id(planned), "event.xlsx")),
  replanEvent: async () => mitra.replanEvent(await id(planned), { cancelled: [] }),
  listJobs: () => mitra.listJobs({ limit: 5 }),
  getJob: async () => mitra.getJob(await id(reported)),
  cancelJob: async () => mitra.cancelJob(await id(reported)),
  followJob: async () => {
    const events = [];
    for await (const one of mitra.followJob(await id(reported))) events.push(one);
    return events;
  },
  health: () => mitra.health(),
  ready: () => mitra.ready(),
  metrics: () => mitra.metrics(),
  widgetSnippet: () => mitra.widgetSnippet(),
  oembed: () => mitra.oembed({ url: `${url}/companies/ID-001`, key_id: keyId }),
};

const answers = {};
for (const [name, call] of Object.entries(CALLS)) answers[name] = (await call()) ?? null;
console.log(JSON.stringify(answers));
