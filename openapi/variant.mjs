// Prints the document as the generators of clients need it:
//     node openapi/variant.mjs 3.1    for redocly, which takes "one of two fields" for "anything"
//     node openapi/variant.mjs 3.0    for progenitor, which reads no 3.1
// From 3.0 is left out what a Rust type cannot say or should not insist on: limits and patterns are the
// server's to check, and a client that checked them too would refuse what a later release allows.
import { readFileSync } from 'node:fs';

const source = readFileSync(new URL('openapi.json', import.meta.url), 'utf8');
const onlyRequires = (one) => Object.keys(one).join() === 'required';
const document = JSON.parse(source, (key, value) =>
  key === 'oneOf' && Array.isArray(value) && value.every(onlyRequires) ? undefined : value,
);

const dropped = new Set([
  'const', 'dependentRequired', 'example', 'examples', 'maxItems', 'maxLength', 'maxProperties', 'maximum',
  'minItems', 'minLength', 'minProperties', 'minimum', 'pattern', 'propertyNames', 'uniqueItems', 'x-enumDescriptions',
]);
const formats = new Set(['uuid', 'date-time', 'int32', 'int64']);

function schema(source) {
  if (source === true || source === undefined) return {};
  if (source.$ref) return { $ref: source.$ref };
  const of3_0 = {};
  for (const [key, value] of Object.entries(source)) {
    if (dropped.has(key) || (key === 'format' && !formats.has(value))) continue;
    if (key === 'properties') of3_0.properties = mapped(value, schema);
    else if (key === 'items') of3_0.items = schema(value);
    else if (key === 'additionalProperties') {
      // Fields that a later release adds are none of an older client's business.
      if (value !== false) of3_0.additionalProperties = value === true ? true : schema(value);
    } else if (key === 'oneOf' || key === 'anyOf') alternatives(of3_0, key, value);
    else if (key === 'type' && Array.isArray(value)) {
      of3_0.type = value.find((type) => type !== 'null');
      if (value.includes('null')) of3_0.nullable = true;
    } else of3_0[key] = value;
  }
  if (source.const !== undefined) of3_0.enum = [source.const];
  return of3_0;
}

function alternatives(of3_0, key, all) {
  const real = all.filter((one) => one.type !== 'null');
  if (real.length < all.length) of3_0.nullable = true;
  if (real.length === 1) of3_0.allOf = real.map(schema);
  else of3_0[key] = real.map(schema);
}

function mapped(object, change) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}

/** Problems are JSON too, which is all that progenitor knows. */
function content(types) {
  return Object.fromEntries(
    Object.entries(types).map(([type, { schema: source }]) => [
      type === 'application/problem+json' ? 'application/json' : type,
      { schema: schema(source) },
    ]),
  );
}

function response({ description, content: types }) {
  return types ? { description, content: content(types) } : { description };
}

function operation({ requestBody, responses, parameters = [], ...rest }) {
  return {
    ...rest,
    parameters: parameters.map(({ example, examples, ...one }) => ({ ...one, schema: schema(one.schema) })),
    ...(requestBody && { requestBody: { ...requestBody, content: content(requestBody.content) } }),
    responses: mapped(responses, response),
  };
}

function as3_0() {
  const { summary, license, ...info } = document.info;
  return {
    openapi: '3.0.3',
    info: { ...info, license: { name: license.name } },
    paths: mapped(document.paths, (path) => mapped(path, operation)),
    components: {
      schemas: mapped(document.components.schemas, schema),
      securitySchemes: document.components.securitySchemes,
    },
  };
}

console.log(JSON.stringify(process.argv[2] === '3.0' ? as3_0() : document, null, 2));
