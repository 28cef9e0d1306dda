extension ExplorerScript {
  /// The network as the program wrote it. Values are numbered: the inputs first, then the result of
  /// every operation. Texts are numbers of strings.
  static let model = #"""
    const data = JSON.parse(document.getElementById('data').textContent);
    const {nodes, scopes, grid} = data;
    const word = number => data.strings[number] ?? '';
    const column = number => data.columns[number];
    const nodeCount = nodes.name.length;
    const scopeCount = scopes.length;
    const itemCount = scopeCount + nodeCount;

    // The values in memory while each operation runs.
    const alive = nodes.name.map(() => []);
    data.memory.spans.forEach((span, value) => {
      for (let step = span?.[0]; step <= span?.[1]; step += 1) alive[step].push(value);
    });

    // An item is a block or an operation; blocks have the lower numbers, and item 0 is the whole
    // network. Every item is a range of operations.
    const isNode = item => item >= scopeCount;
    const itemOf = node => scopeCount + node;
    const first = item => (isNode(item) ? item - scopeCount : scopes[item][3]);
    const end = item => first(item) + (isNode(item) ? 1 : scopes[item][4]);
    const nodesOf = item =>
      Array.from({length: end(item) - first(item)}, (_, place) => first(item) + place);
    // A block's result is that of its last operation.
    const lastNode = item => end(item) - 1;
    const parent = item => (isNode(item) ? nodes.scope[first(item)] : scopes[item][0]);
    const kindOf = item => word(isNode(item) ? nodes.op[first(item)] : scopes[item][2]);
    const nameOf = item => {
      if (item === 0) return data.name;
      return word(isNode(item) ? nodes.name[first(item)] : scopes[item][1]);
    };

    const depths = new Uint16Array(itemCount);
    const paths = new Array(itemCount).fill('');
    const itemsByPath = new Map();
    for (let item = 1; item < itemCount; item += 1) {
      depths[item] = depths[parent(item)] + 1;
      paths[item] = [paths[parent(item)], nameOf(item)].filter(part => part !== '').join('.');
      if (!itemsByPath.has(paths[item])) itemsByPath.set(paths[item], item);
    }
    const titleOf = item => paths[item] || data.name;
    // Names may repeat: the first item is called by its path, the others by number.
    const keyOf = item => {
      if (item === 0) return '';
      return itemsByPath.get(paths[item]) === item ? paths[item] : `~${item}`;
    };
    const itemOfKey = key => {
      const number = /^~\d+$/.test(key) ? Number(key.slice(1)) : 0;
      return itemsByPath.get(key) ?? (number < itemCount ? number : 0);
    };

    // The parts of every block in the order of execution.
    const parts = scopes.map(() => []);
    const innerScopes = scopes.map(() => []);
    for (let scope = 1; scope < scopeCount; scope += 1) innerScopes[scopes[scope][0]].push(scope);
    innerScopes.forEach((inner, scope) => {
      let node = first(scope);
      for (const next of [...inner, null]) {
        const stop = next === null ? end(scope) : first(next);
        for (; node < stop; node += 1) parts[scope].push(itemOf(node));
        if (next !== null && end(next) > node) {
          parts[scope].push(next);
          node = end(next);
        }
      }
    });
    const children = item => parts[item] ?? [];
    const ancestors = item => {
      const list = [];
      for (let above = item; above !== 0;) list.unshift(above = parent(above));
      return list;
    };
    const contains = (scope, item) => {
      let one = item;
      while (one !== scope && one !== 0) one = parent(one);
      return one === scope;
    };

    // The operations that read each value.
    const readers = new Map();
    nodes.reads.forEach((values, node) => new Set(values).forEach(value => {
      if (readers.has(value)) readers.get(value).push(node); else readers.set(value, [node]);
    }));
    """#
}
