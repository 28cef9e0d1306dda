extension ExplorerScript {
  /// The view is everything that the reader has chosen. The address keeps it, so that it can be
  /// sent to others and the browser's buttons go back and forward through it.
  static let view = #"""
    const defaults = () => ({
      at: 0, zoom: 0, measure: 'count', count: 0, device: -1, type: 0, batch: 1,
      input: grid?.own[0] ?? 0, width: grid?.own[1] ?? 0, bars: 'blocks',
      fold: {base: 'some', flips: new Set()}, sort: '', down: true, filter: '', columns: null,
    });
    const view = defaults();

    // How the address writes and reads each choice. What it has and this network has not is left
    // out.
    const wholeBatch = text => Math.min(65536, Math.max(1, Math.floor(Number(text)) || 1));
    const oneOf = names => [name => name, text => (names.includes(text) ? text : undefined)];
    const placeIn = names => [place => names[place] ?? '',
      text => (names.includes(text) ? names.indexOf(text) : undefined)];
    const namesOf = list => list.map(one => one.name ?? one[0]);
    const codes = () => ({
      at: [keyOf, itemOfKey],
      zoom: [keyOf, key => (isNode(itemOfKey(key)) ? parent(itemOfKey(key)) : itemOfKey(key))],
      measure: oneOf(Object.keys(measures)), count: placeIn(namesOf(data.conventions)),
      device: placeIn(namesOf(data.devices)), type: placeIn(namesOf(data.types)),
      batch: [String, wholeBatch],
      input: placeIn(grid?.inputs ?? []), width: placeIn(grid?.widths ?? []),
      bars: oneOf(['blocks', 'operations']),
      fold: [({base, flips}) => [base, ...flips].join('.'), text => {
        const [base, ...flips] = text.split('.');
        const known = flips.map(Number).filter(item => item > 0 && item < scopeCount);
        return ['all', 'none', 'some'].includes(base) ? {base, flips: new Set(known)} : undefined;
      }],
      sort: oneOf(Object.keys(columns)),
      down: [isDown => (isDown ? 'yes' : 'no'), text => text !== 'no'],
      filter: [String, String],
      columns: [list => list?.join('.') ?? '',
        text => text.split('.').filter(key => Object.hasOwn(columns, key))],
    });
    function address() {
      const words = new URLSearchParams();
      const usual = defaults();
      for (const [name, [write]] of Object.entries(codes())) {
        if (write(view[name]) !== write(usual[name])) words.set(name, write(view[name]));
      }
      return `#${words}`;
    }
    function readAddress() {
      const words = new URLSearchParams(location.hash.slice(1));
      Object.assign(view, defaults());
      for (const [name, [, read]] of Object.entries(codes())) {
        if (words.has(name)) view[name] = read(words.get(name)) ?? view[name];
      }
      mend();
    }
    // The sliders count by the standard convention. The charts show the zoomed block; choosing
    // something outside of it zooms out as far as needed.
    function mend() {
      if (view.count !== 0 && grid) [view.input, view.width] = grid.own;
      while (!contains(view.zoom, view.at)) view.zoom = parent(view.zoom);
    }

    // Every part of the page draws itself from the view.
    const drawings = [];
    let [frame, timer, lastChange, lastTime] = [0, 0, '', 0];
    function drawAll() {
      frame = 0;
      readColours();
      for (const drawing of drawings) drawing();
    }
    const redraw = () => { frame ||= requestAnimationFrame(drawAll); };
    function writeAddress(change) {
      // Moving on within a second is one step back, not hundreds.
      const isSame = change === lastChange && performance.now() - lastTime < 1000;
      [lastChange, lastTime] = [change, performance.now()];
      if (address() === (location.hash || '#')) return;
      try {
        history[isSame ? 'replaceState' : 'pushState'](null, '', address());
      } catch { /* Some frames have no history. */ }
    }
    // Changes the view and draws it.
    function go(changes) {
      Object.assign(view, changes);
      mend();
      clearTimeout(timer);
      timer = setTimeout(writeAddress, 150, Object.keys(changes).join());
      redraw();
    }
    addEventListener('popstate', () => {
      clearTimeout(timer);
      readAddress();
      redraw();
    });

    // Says what was chosen to those who do not see it.
    const say = text => put('live', text);
    let saidItem = 0;
    drawings.push(() => {
      if (saidItem === view.at) return;
      saidItem = view.at;
      say(`${titleOf(view.at)}, ${kindOf(view.at)}: ${sentence(view.at)}`);
    });
    const sentence = item => `${shownLabel()} ${numberText(shown(), item)}, `
      + percent(share(shown(), item));

    // Blocks stand open down to a depth that gives a readable number of rows, or all or none do;
    // some are flipped.
    const readableDepth = (() => {
      const rows = [];
      for (const depth of depths.subarray(1)) rows[depth] = (rows[depth] ?? 0) + 1;
      let [depth, sum] = [1, rows[1] ?? 0];
      while (depth + 1 < rows.length && sum + rows[depth + 1] <= 40) sum += rows[depth += 1];
      return depth;
    })();
    const isUnfolded = item => {
      const {base, flips} = view.fold;
      const usual = base === 'all' || (base === 'some' && depths[item] < readableDepth);
      return item === 0 || usual !== flips.has(item);
    };
    function fold(item, isUnfolding) {
      if (isUnfolded(item) === isUnfolding) return;
      const flips = new Set(view.fold.flips);
      if (!flips.delete(item)) flips.add(item);
      view.fold = {...view.fold, flips};
    }
    """#
}
