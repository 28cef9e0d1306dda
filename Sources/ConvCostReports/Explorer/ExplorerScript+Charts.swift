extension ExplorerScript {
  /// Charts along the depth. For the keyboard and for readers of screens they are sliders, whose
  /// places are items.
  static let charts = #"""
    function slide(canvas, items, at, text) {
      const place = Math.max(0, items.indexOf(at));
      const values = {min: 1, max: Math.max(1, items.length), now: place + 1,
        text: items.length ? `${titleOf(items[place])}: ${text(items[place])}` : 'nothing'};
      for (const [name, value] of Object.entries(values)) {
        canvas.setAttribute(`aria-value${name}`, value);
      }
      canvas.places = {items, place};
    }
    function onSlide(canvas) {
      const by = step => () => {
        const {items, place} = canvas.places;
        const target = items[Math.max(0, Math.min(items.length - 1, place + step))];
        if (target !== undefined) go({at: target});
      };
      onKeys(canvas, {ArrowRight: by(1), ArrowUp: by(1), ArrowLeft: by(-1), ArrowDown: by(-1),
        PageUp: by(10), PageDown: by(-10), Home: by(-Infinity), End: by(Infinity)});
    }
    function ticks(most) {
      const power = 10 ** Math.floor(Math.log10(most / 4));
      const step = [1, 2, 5, 10].map(one => one * power).find(one => one >= most / 4);
      return Array.from({length: Math.floor(most / step) + 1}, (_, place) => place * step);
    }

    // A chart of bars, each as wide as its share of the operations; `read` tells which.
    function barChart(canvas, height, read) {
      const [left, top, base] = [58, 10, height - 6];
      let [items, from, to] = [[], 0, 1];
      drawings.push(() => {
        [from, to] = [first(view.zoom), end(view.zoom)];
        const bars = read();
        ({items} = bars);
        const {pen, width} = surface(canvas, height);
        const values = items.map(bars.value);
        const most = values.reduce((high, value) => Math.max(high, value), 0);
        const x = step => left + (width - left - 4) * (step - from) / (to - from);
        const tall = value => (base - top) * shareOf(value, most);
        for (const tick of most > 0 ? ticks(most) : []) {
          paint(pen, 'line', left, Math.round(base - tall(tick)), width - left - 4, 1);
          write(pen, bars.text(tick), left - 6, base - tall(tick) + 4, 'quiet', 'right');
        }
        if (!isNode(view.at) && view.at !== view.zoom) {
          const start = x(first(view.at));
          paint(pen, 'range', start, top, x(end(view.at)) - start, base - top);
        }
        // Bars narrower than a pixel share one, which is as high as the highest of them.
        const highest = new Float64Array(Math.ceil(width) + 1);
        items.forEach((item, place) => {
          const [start, wide] = [x(first(item)), x(end(item)) - x(first(item))];
          const isAt = item === bars.at;
          if (wide >= 1 || isAt) {
            const thick = Math.max(1, wide > 3 ? wide - 1 : wide);
            paint(pen, isAt ? 'accent' : 'bar', start, base - tall(values[place]), thick,
              tall(values[place]));
            if (isAt) paint(pen, 'accent', start, base + 2, Math.max(3, wide), 4);
          } else highest[Math.floor(start)] = Math.max(highest[Math.floor(start)], values[place]);
        });
        highest.forEach((value, place) => {
          if (value > 0) paint(pen, 'bar', place, base - tall(value), 1, tall(value));
        });
        slide(canvas, items, bars.at, item => bars.text(bars.value(item)));
      });
      onSlide(canvas);
      followMouse(canvas, event => {
        const step = from + (to - from) * (event.offsetX - left) / (canvas.clientWidth - left - 4);
        return items.find(item => step >= first(item) && step < end(item));
      }, item => [sentence(item), `${exactBytes(liveBytes(peakStep(item)))} in memory`]);
    }

    // Blocks are those that are folded in the table, or the operations between them.
    const leaves = scope => children(scope).flatMap(item =>
      (!isNode(item) && isUnfolded(item) ? leaves(item) : [item]));
    const zoomedItems = () => nodesOf(view.zoom).map(itemOf);
    barChart(find('depth'), 200, () => {
      const items = view.bars === 'blocks' ? leaves(view.zoom) : zoomedItems();
      return {items, at: items.find(item => contains(item, view.at)),
        value: item => amount(shown(), item), text: number => shortText(shown(), number)};
    });
    drawings.push(() => {
      put('depth-title', `${shownLabel()} along the depth`);
      for (const kind of ['blocks', 'operations']) {
        find(`by-${kind}`).setAttribute('aria-pressed', view.bars === kind);
        find(`by-${kind}`).onclick = () => go({bars: kind});
      }
      const range = [first(view.zoom) + 1, end(view.zoom)].map(digits).join(' to ');
      put('depth-range', `Operations ${range} of ${digits(nodeCount)}, from left to right`);
    });

    // Memory: the step is the chosen operation, or the fullest step of the chosen block.
    barChart(find('timeline'), 180, () => ({items: zoomedItems(), at: itemOf(peakStep(view.at)),
      value: item => liveBytes(first(item)), text: bytesText}));
    drawings.push(() => {
      const step = peakStep(view.at);
      put('step', `Step ${digits(step + 1)} of ${digits(nodeCount)}: ${paths[itemOf(step)]}, `
        + `${exactBytes(liveBytes(step))} in memory`);
      const values = [...alive[step]].sort((one, other) =>
        costs().elements[other] - costs().elements[one]);
      const rows = values.slice(0, 50).map(value => [valueLink(value), valueShape(value),
        tensorBytes(value)]);
      if (values.length > 50) {
        rows.push([`${values.length - 50} smaller ones`, '',
          values.slice(50).reduce((sum, value) => sum + tensorBytes(value), 0)]);
      }
      find('alive').replaceChildren(table('Tensors in memory at this step',
        ['Tensor', 'Shape', 'Bytes'], rows));
    });
    find('peak').onclick = () => go({at: itemOf(peakStep(view.zoom))});
    const valueLink = value => {
      if (value >= data.inputs) return link(itemOf(value - data.inputs));
      return data.inputs > 1 ? `input ${value + 1}` : 'input';
    };
    const valueShape = value => {
      const node = value - data.inputs;
      if (isOwn() && node >= 0) return word(nodes.out[node]);
      if (isOwn() && data.inputs === 1) return data.input;
      if (node < 0) return plural(costs().elements[value], 'element');
      return [grid.channels[view.width], grid.extents[view.input]].map(number =>
        digits(column(number)[node])).join(' × ');
    };
    """#
}
