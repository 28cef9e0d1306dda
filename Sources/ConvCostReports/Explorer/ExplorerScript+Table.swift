extension ExplorerScript {
  /// The table: a tree of blocks, or operations in the order of a column.
  static let table = #"""
    const counted = (measure, title, width) => ({title, width, isNumber: true, isUsual: true,
      value: item => amount(measure, item),
      text: item => (amount(measure, item) > 0 || (item === 0 && amount(measure, 0) !== null)
        ? numberText(measure, item).replace(/ bytes?$/, '') : '–')});
    const columns = {
      name: {title: 'Block or operation', width: 22, isUsual: true, value: titleOf,
        text: item => (view.sort ? titleOf(item) : nameOf(item))},
      op: {title: 'Operation', width: 20, isUsual: true, text: kindOf},
      input: {title: 'Input', width: 22,
        text: item => (isNode(item) && isOwn() ? word(nodes.in[first(item)]) : '–')},
      output: {title: 'Output', width: 14, isUsual: true,
        text: item => valueShape(data.inputs + lastNode(item))},
      parameters: counted('parameters', 'Parameters', 14),
      count: counted('count', 'Count', 17),
      share: {title: 'Share', width: 12, isNumber: true, isUsual: true,
        value: item => share(shown(), item),
        text: item => (isVisible(item) ? percent(share(shown(), item)) : '–')},
      activations: counted('activations', 'Activations', 14),
      live: {title: 'Memory, bytes', width: 14, isNumber: true, isUsual: true,
        value: item => liveBytes(peakStep(item)), text: item => digits(liveBytes(peakStep(item)))},
      traffic: counted('traffic', 'Traffic, bytes', 14),
      time: counted('time', 'Time at least', 13),
      field: {title: 'Sees', width: 12, isUsual: true,
        value: item => (nodes.field[lastNode(item)] ?? [null, null])
          .reduce((area, length) => area * (length ?? 1e6), 1),
        text: item => fieldOf(lastNode(item)).text},
    };
    const usedColumns = () => Object.keys(columns).filter(key => key === 'name'
      || (view.columns?.includes(key) ?? (columns[key].isUsual && (key !== 'time' || times()))));
    const valueOf = (key, item) => (columns[key].value ?? columns[key].text)(item);
    const headOf = key => ({count: convention().label,
      share: `% ${shownLabel().split(' ')[0]}`}[key] ?? columns[key].title);

    // The blocks around the choice stand open as long as it is in them.
    const isOpen = item => view.filter !== '' || isUnfolded(item)
      || (item !== view.at && contains(item, view.at));
    const treeRows = (scope, isKept) => {
      const inner = children(scope).filter(isKept);
      return inner.flatMap((item, place) => [{item, place: place + 1, of: inner.length},
        ...(!isNode(item) && isOpen(item) ? treeRows(item, isKept) : [])]);
    };
    function rowsOfView() {
      const wanted = view.filter.trim().toLowerCase();
      const matches = item => `${paths[item]} ${kindOf(item)}`.toLowerCase().includes(wanted);
      if (!view.sort) {
        // A filter keeps the blocks around what it finds.
        const found = new Set();
        for (let item = 1; wanted && item < itemCount; item += 1) {
          if (matches(item)) [item, ...ancestors(item)].forEach(one => found.add(one));
        }
        return treeRows(0, item => !wanted || found.has(item));
      }
      const keys = new Map(nodesOf(0).map(itemOf).filter(matches).map(item =>
        [item, valueOf(view.sort, item)]));
      const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0) * (view.down ? -1 : 1);
      return [...keys.keys()].sort((one, other) =>
        compare(keys.get(one), keys.get(other)) || one - other)
        .map((item, place) => ({item, place: place + 1, of: keys.size}));
    }

    const frameOfRows = find('rows');
    const grille = find('grid');
    const body = grille.tBodies[0];
    const rowHeight = 27;
    let [list, listKey, contents, placedItem] = [[], '', '', -1];
    function rowOf({item, place, of}, index) {
      const isBranch = !isNode(item) && !view.sort && item !== 0;
      const depth = view.sort || item === 0 ? 0 : depths[item];
      const cells = usedColumns().map(key => {
        const text = columns[key].text(item);
        if (key !== 'name') return make('td', {class: columns[key].isNumber ? 'n' : null}, text);
        const twist = make('span', {class: 'twist', 'aria-hidden': true}, isOpen(item) ? '▾' : '▸');
        return make('th', {scope: 'row', title: titleOf(item), style: `--d:${depth}`},
          isBranch ? twist : null, text);
      });
      return make('tr', {'data-item': item, 'aria-rowindex': index + 2, 'aria-level': depth + 1,
        'aria-posinset': place, 'aria-setsize': of, class: item === 0 ? 'total' : null,
        'aria-expanded': isBranch ? isOpen(item) : null}, cells);
    }
    const space = rows => make('tr', {'aria-hidden': true, style: `height:${rows * rowHeight}px`});
    const chosenRow = () => body.querySelector('[tabindex="0"]');
    // Puts the rows that can be seen, and some around them, into the page.
    function showRows(isAll) {
      const room = Math.ceil(frameOfRows.clientHeight / rowHeight);
      const top = Math.floor(frameOfRows.scrollTop / rowHeight);
      // Short tables are in the page as a whole, so that the browser's search finds every row.
      const isWhole = isAll === true || list.length <= 120;
      const start = isWhole ? 0 : Math.max(0, Math.min(top, list.length - room) - 15);
      const stop = isWhole ? list.length : Math.min(list.length, top + room + 15);
      const hasFocus = body.contains(document.activeElement);
      const next = `${start} ${stop} ${listKey}`;
      if (next !== contents) {
        contents = next;
        body.replaceChildren(rowOf({item: 0, place: 1, of: 1}, 0), space(start),
          ...list.slice(start, stop).map((row, place) => rowOf(row, start + place + 1)),
          space(list.length - stop));
      }
      for (const row of body.querySelectorAll('[data-item]')) {
        const isAt = Number(row.dataset.item) === view.at;
        row.setAttribute('aria-selected', isAt);
        row.tabIndex = isAt ? 0 : -1;
      }
      if (!chosenRow()) body.rows[0].tabIndex = 0;
      if (hasFocus) chosenRow().focus({preventScroll: true});
    }
    drawings.push(() => {
      const keys = usedColumns();
      list = rowsOfView();
      listKey = [runKey(), view.device, view.measure, view.sort, view.filter, keys,
        list.map(row => [row.item, isOpen(row.item)])].join();
      grille.setAttribute('aria-rowcount', list.length + 2);
      grille.style.minWidth = `${keys.reduce((sum, key) => sum + columns[key].width, 0)}ch`;
      drawHeads(keys);
      showRows();
      const top = list.findIndex(row => row.item === view.at) * rowHeight;
      const room = frameOfRows.clientHeight - 3 * rowHeight;
      const isHidden = top < frameOfRows.scrollTop || top > frameOfRows.scrollTop + room;
      if (placedItem !== view.at && top >= 0 && isHidden) {
        frameOfRows.scrollTop = top - room / 2;
        showRows();
      }
      placedItem = view.at;
      const found = list.filter(row => isNode(row.item)).length;
      put('row-count', view.filter.trim() || view.sort
        ? `${digits(found)} of ${plural(nodeCount, 'operation')}` : plural(list.length, 'row'));
    });
    let scrolled = 0;
    frameOfRows.onscroll = () => {
      scrolled ||= requestAnimationFrame(() => {
        scrolled = 0;
        showRows();
      });
    };
    """#
}
