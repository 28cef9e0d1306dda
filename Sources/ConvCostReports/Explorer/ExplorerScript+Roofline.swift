extension ExplorerScript {
  /// The roofline: the most that a device reaches with the operations per byte that an operation
  /// has. Both axes are logarithmic.
  static let roofline = #"""
    const roofline = find('roofline');
    let dots = [];
    function rooflineText() {
      const sums = {arithmetic: [0, 0], memory: [0, 0], none: [0, 0]};
      for (const node of nodesOf(view.zoom)) {
        const kind = operations(node) > 0 ? isArithmetic(node) ? 'arithmetic' : 'memory' : 'none';
        sums[kind][0] += times()[node];
        sums[kind][1] += traffic()[node] > 0 ? 1 : 0;
      }
      const part = kind => `${secondsText(sums[kind][0])} in ${plural(sums[kind][1], 'operation')}`;
      return `Each point is an operation on ${roof().name} with ${typeName()}; its area is its `
        + `share of the time. Ridge at ${threeDigits(roof().ridge)} operations per byte. At least `
        + `${part('arithmetic')} bound by arithmetic, ${part('memory')} bound by memory, and `
        + `${part('none')} without multiply-accumulates, which have no point.`;
    }
    const intensity = item => operations(first(item)) / traffic()[first(item)];
    const dotText = item => `${threeDigits(intensity(item))} operations per byte, at least `
      + secondsText(times()[first(item)]);
    drawings.push(() => {
      const limits = times() && roof();
      find('roofline-part').hidden = !limits;
      if (!limits) return;
      put('roofline-text', rooflineText());
      const items = zoomedItems().filter(item => intensity(item) > 0)
        .sort((one, other) => intensity(one) - intensity(other));
      slide(roofline, items, view.at, dotText);
      const {pen, width} = surface(roofline, 280);
      const [left, right, top, bottom] = [62, width - 10, 12, 250];
      const {log10} = Math;
      const ends = [items[0], items.at(-1)].filter(Boolean).map(intensity);
      const low = Math.floor(log10(Math.min(limits.ridge / 4, ...ends)));
      const high = Math.ceil(log10(Math.max(limits.ridge * 4, ...ends)));
      const [slow, fast] = [low + log10(limits.bandwidth), log10(limits.peak) + 0.3];
      const x = number => left + (right - left) * (log10(number) - low) / (high - low);
      const y = number => bottom - (bottom - top) * (log10(number) - slow) / (fast - slow);
      for (let power = low; power <= high; power += 1) {
        paint(pen, 'line', x(10 ** power), top, 1, bottom - top);
        write(pen, String(10 ** power), x(10 ** power), bottom + 15, 'quiet',
          power === high ? 'right' : 'center');
      }
      for (let power = Math.ceil(slow); power <= fast; power += 1) {
        paint(pen, 'line', left, y(10 ** power), right - left, 1);
        write(pen, compact(10 ** power), left - 6, y(10 ** power) + 4, 'quiet', 'right');
      }
      write(pen, 'operations per byte', right, bottom + 28, 'quiet', 'right');
      write(pen, 'operations per second', left + 6, top + 8);
      pen.strokeStyle = colours.text;
      pen.beginPath();
      pen.moveTo(left, bottom);
      pen.lineTo(x(limits.ridge), y(limits.peak));
      pen.lineTo(right, y(limits.peak));
      pen.stroke();
      const most = items.reduce((longest, item) => Math.max(longest, times()[first(item)]), 0);
      dots = items.map(item => ({item, x: x(intensity(item)),
        y: y(Math.min(limits.peak, intensity(item) * limits.bandwidth)),
        size: 3 + 9 * Math.sqrt(shareOf(times()[first(item)], most))}));
      for (const dot of dots) {
        const isAt = view.at !== view.zoom && contains(view.at, dot.item);
        pen.globalAlpha = isAt ? 1 : 0.5;
        pen.fillStyle = colours[isAt ? 'accent' : 'bar'];
        pen.beginPath();
        pen.arc(dot.x, dot.y, dot.size, 0, 7);
        pen.fill();
      }
    });
    onSlide(roofline);
    followMouse(roofline, event => dots.findLast(dot =>
      Math.hypot(dot.x - event.offsetX, dot.y - event.offsetY) < dot.size + 3)?.item,
    item => [dotText(item)]);

    // What the middle element of a result sees, on a rectangle of the image's size.
    function imageSize() {
      const label = grid && view.input !== grid.own[0] ? grid.inputs[view.input] : data.input;
      const numbers = (label.match(/\d+/g) ?? []).map(Number);
      // A side of the grid may be called by one number.
      if (numbers.length === 1 && label !== data.input) numbers.push(numbers[0]);
      return numbers.length > 1 ? numbers.slice(-2) : null;
    }
    function fieldOf(node) {
      const field = nodes.field[node] ?? [null, null];
      const [size, jump, offset] = [imageSize(), nodes.jump[node], nodes.offset[node]];
      const isAll = field.every(length => length === null);
      const seesAll = isAll
        || (size && field.every((length, axis) => length === null || length >= size[axis]));
      const spans = size?.map((length, axis) => {
        if (field[axis] === null || !jump?.[axis] || !offset) return [0, length];
        const middle = (length - field[axis]) / 2 - offset[axis];
        const start = offset[axis] + Math.round(middle / jump[axis]) * jump[axis];
        return [start, start + field[axis]];
      });
      const text = isAll ? 'all' : field.map(length => length ?? 'all').join('×');
      return {text, size, spans, isAll,
        sentence: `${text}${size ? ` of ${size.join('×')}` : ''}${seesAll ? ': sees all' : ''}`};
    }
    drawings.push(() => {
      const node = lastNode(view.at);
      const {size, spans, isAll, sentence: seen} = fieldOf(node);
      const step = nodes.jump[node] && !isAll
        ? `; the next element sees ${nodes.jump[node].join('×')} further` : '';
      put('field-text', `${paths[itemOf(node)]}: ${seen}${step}.`);
      const picture = find('field');
      picture.toggleAttribute('hidden', !size);
      if (!size) return;
      const low = spans.map(([start]) => Math.min(0, start));
      const sides = spans.map(([start, stop], axis) => Math.max(size[axis], stop) - low[axis]);
      const margin = Math.max(...sides) * 0.03;
      picture.setAttribute('viewBox', [low[1] - margin, low[0] - margin, sides[1] + 2 * margin,
        sides[0] + 2 * margin].join(' '));
      const box = (name, [[y, foot], [x, side]]) => fill(
        document.createElementNS('http://www.w3.org/2000/svg', 'rect'),
        {class: name, x, y, width: side - x, height: foot - y});
      picture.replaceChildren(box('image', size.map(length => [0, length])),
        box('seen', spans.map(([start, stop], axis) =>
          [Math.max(0, start), Math.min(size[axis], stop)])), box('reach', spans));
    });
    """#
}
