/** In place of a module that is imported and takes no part in building a model: every member is empty and can be called. */
function standIn() {
  const members = new Map();
  const get = (target, name) => {
    if (name === 'prototype' || name === '__esModule' || typeof name === 'symbol') return target[name];
    if (!members.has(name)) members.set(name, standIn());
    return members.get(name);
  };
  return new Proxy(function Empty() {}, { get, apply: () => standIn() });
}

module.exports = standIn();
