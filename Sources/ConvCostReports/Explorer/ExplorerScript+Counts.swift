extension ExplorerScript {
  /// What is counted follows from the view: the convention, the sliders, the number type, the batch
  /// and the device. Results are kept until many others have come.
  static let counts = #"""
    const kept = new Map();
    function keep(key, compute) {
      if (!kept.has(key)) {
        if (kept.size > 60) kept.clear();
        kept.set(key, compute());
      }
      return kept.get(key);
    }
    const convention = () => data.conventions[view.count];
    const isOwn = () => !grid || (view.input === grid.own[0] && view.width === grid.own[1]);
    const product = (one, other) =>
      column(one).map((number, node) => number * column(other)[node]);

    // The numbers of every operation at a place of the grid.
    function gridCosts(input, width) {
      const results = product(grid.channels[width], grid.extents[input]);
      const count = product(grid.perPosition[width], grid.positions[input]);
      return {
        count, standard: count, parameters: column(grid.parameters[width]),
        activations: column(data.measures.activations).map((number, node) =>
          (number > 0 ? results[node] : 0)),
        elements: [grid.inputElements[input], ...data.elements.slice(1, data.inputs), ...results],
        stored: column(grid.stored[width]),
      };
    }
    const costsKey = () => `${view.count} ${view.input} ${view.width}`;
    const costs = () => keep(`costs ${costsKey()}`, () => (isOwn() ? {
      count: column(convention().column), standard: column(data.conventions[0].column),
      parameters: column(data.measures.parameters),
      activations: column(data.measures.activations),
      elements: data.elements, stored: column(data.stored),
    } : gridCosts(view.input, view.width)));

    // The bytes of a tensor, of which the last may not be full.
    const bytes = numbers => Math.ceil(numbers * data.types[view.type][1] / 8);
    const tensorBytes = value => bytes(costs().elements[value] * view.batch);
    const runKey = () => `${costsKey()} ${view.type} ${view.batch}`;
    // The bytes that every operation reads and writes.
    const traffic = () => keep(`traffic ${runKey()}`, () => {
      const {stored} = costs();
      return nodes.reads.map((reads, node) => (nodes.view[node] ? 0
        : [...reads, data.inputs + node].reduce((sum, value) => sum + tensorBytes(value),
          bytes(stored[node]))));
    });

    // The limits of the chosen device; null if it publishes no bandwidth, or no peak for the type.
    const roof = () => {
      const [name, bandwidth, peaks] = data.devices[view.device] ?? [];
      const peak = peaks?.[data.types[view.type][0]];
      return bandwidth && peak ? {name, bandwidth, peak, ridge: peak / bandwidth} : null;
    };
    const operations = node => 2 * costs().standard[node] * view.batch;
    const isArithmetic = node =>
      operations(node) / roof().peak >= traffic()[node] / roof().bandwidth;
    // The least seconds of every operation.
    const times = () => keep(`times ${runKey()} ${view.device}`, () => {
      const limits = roof();
      return limits && traffic().map((moved, node) =>
        Math.max(operations(node) / limits.peak, moved / limits.bandwidth));
    });

    // Elements of one sample that are in memory at every step.
    const live = () => keep(`live ${costsKey()}`, () => {
      const {elements} = costs();
      return alive.map(values =>
        values.reduce((sum, value) => sum + elements[value], 0));
    });
    const liveBytes = node => bytes(live()[node] * view.batch);
    function peakStep(item) {
      const elements = live();
      let best = first(item);
      for (let node = best; node < end(item); node += 1) {
        if (elements[node] > elements[best]) best = node;
      }
      return best;
    }

    // What areas, heights and shares can show.
    const measures = {
      count: {label: () => convention().label, values: () => costs().count},
      parameters: {label: () => 'Parameters', values: () => costs().parameters},
      activations: {label: () => 'Activations', values: () => costs().activations},
      traffic: {label: () => 'Traffic', values: traffic, text: exactBytes, short: bytesText},
      time: {label: () => 'Time at least', values: times, text: secondsText, short: secondsText},
    };
    const bound = data.warning ? '≥ ' : '';
    const numberText = (measure, item) => (item === 0 ? bound : '')
      + (measures[measure].text ?? digits)(amount(measure, item));
    const shortText = (measure, number) => (measures[measure].short ?? compact)(number);
    // The measure that is drawn: the count where the chosen one cannot be told.
    const shown = () => (measures[view.measure].values() ? view.measure : 'count');
    const shownLabel = () => measures[shown()].label();
    const share = (measure, item) => shareOf(amount(measure, item), amount(measure, 0));

    // Sums of blocks are differences of running sums: exact, as every sum is below 2⁵³.
    const runningSums = new WeakMap();
    function amount(measure, item) {
      const values = measures[measure].values();
      if (!values) return null;
      if (item === 0 && measure === 'count' && isOwn()) return convention().total;
      if (!runningSums.has(values)) {
        let sum = 0;
        runningSums.set(values, [0, ...values.map(number => sum += number)]);
      }
      const sums = runningSums.get(values);
      return sums[end(item)] - sums[first(item)];
    }

    // Compares what the page computes with what the program counted; returns what differs.
    function differences() {
      const found = [];
      const compare = (what, numbers, counted) => {
        const sum = numbers.reduce((total, number) => total + number, 0);
        if (sum !== counted) found.push(`${what}: ${digits(sum)}, not ${digits(counted)}`);
      };
      for (const {name, column: number, total, exact} of data.conventions) {
        if (exact) compare(name, column(number), total);
      }
      if (!grid) return found;
      grid.inputs.forEach((input, i) => grid.widths.forEach((width, w) => {
        const here = gridCosts(i, w);
        ['parameters', 'count', 'activations'].forEach((measure, place) => compare(
          `${measure} at input ${input}, width ${width}`, here[measure], grid.totals[i][w][place]));
      }));
      const own = gridCosts(...grid.own);
      const isSame = (one, other) => one.every((number, place) => number === other[place]);
      if (!isSame(own.standard, column(data.conventions[0].column))
        || !isSame(own.elements, data.elements)) {
        found.push('operations at the network’s own input and width');
      }
      return found;
    }
    """#
}
