extension ExplorerScript {
  /// Everything about the chosen block or operation.
  static let detail = #"""
    const costDetail = item => Object.keys(measures).filter(measure =>
      amount(measure, item) !== null).flatMap(measure => definition(measures[measure].label(),
      `${numberText(measure, item)} (${percent(share(measure, item))})`));
    const listed = links => (links.length
      ? links.slice(0, 12).flatMap((one, place) => (place ? [', ', one] : [one])) : ['nothing']);
    function operationDetail(item) {
      const node = first(item);
      const value = data.inputs + node;
      const stored = costs().stored?.[node];
      const formula = data.explain.numbers[node];
      const following = readers.get(value) ?? [];
      const isTimed = times()?.[node] > 0;
      return [
        ...(isOwn() ? definition('Input', word(nodes.in[node])) : []),
        ...definition('Output', valueShape(value)),
        ...(isOwn() && formula >= 0 ? definition('Formula',
          `${word(formula)} = ${digits(costs().standard[node])}`,
          make('small', {}, `${word(data.explain.formula[node])}, standard MACs`)) : []),
        ...costDetail(item),
        ...(isTimed ? definition('Bound by', isArithmetic(node) ? 'arithmetic' : 'memory') : []),
        ...definition('Reads', listed(nodes.reads[node].map(valueLink))),
        ...definition('Read by', listed(following.map(one => link(itemOf(one)))),
          following.length > 12 ? ` and ${following.length - 12} more` : null),
        ...(stored > 0 ? definition('Stored',
          `${plural(stored, 'number')} in ${exactBytes(bytes(stored))}`) : []),
        ...definition('Memory', `${exactBytes(liveBytes(node))} while it runs`
          + `${nodes.view[node] ? '; a view takes none of its own' : ''}`),
        ...definition('Sees', fieldOf(node).sentence),
      ];
    }
    function blockDetail(item) {
      const step = peakStep(item);
      const costliest = nodesOf(item).map(itemOf).filter(isVisible)
        .sort((one, other) => amount(shown(), other) - amount(shown(), one)).slice(0, 5);
      return [
        ...definition('Operations', digits(end(item) - first(item))),
        ...definition('Output', valueShape(data.inputs + lastNode(item))),
        ...costDetail(item),
        ...definition('Most memory', `${exactBytes(liveBytes(step))} at `, link(itemOf(step))),
        ...definition('Costliest', make('ol', {}, costliest.map(one =>
          make('li', {}, link(one), ` ${shortText(shown(), amount(shown(), one))}`)))),
      ];
    }
    drawings.push(() => {
      const {of, list: lists} = data.alternatives;
      const rows = isNode(view.at) && isOwn() ? lists[of[first(view.at)]]?.rows : null;
      find('alternatives-part').hidden = !rows;
      if (!rows) return;
      const ratio = number => (number === null ? '–' : `${threeDigits(number)}×`);
      find('alternatives').replaceChildren(table(`In place of ${paths[view.at]}`,
        ['Layer', 'Parameters', 'Ratio', 'MACs', 'Ratio', 'Sees'],
        rows.map(([name, parameters, macs, ofParameters, ofMACs, field]) =>
          [name, parameters, ratio(ofParameters), macs, ratio(ofMACs), field])));
    });
    drawings.push(() => {
      const item = view.at;
      put('detail-title', titleOf(item));
      find('detail').replaceChildren(
        make('p', {class: 'kind'}, kindOf(item) || (item === 0 ? 'Network' : 'Block')),
        make('ol', {class: 'path', 'aria-label': 'Blocks around it'},
          ancestors(item).map(scope => make('li', {}, link(scope, nameOf(scope))))),
        make('dl', {}, isNode(item) ? operationDetail(item) : blockDetail(item)),
        ...(isNode(item) || item === view.zoom ? []
          : [button('Show this block alone', () => zoomIn(item))]));
    });

    // The start: what the address says, or the whole network.
    fillControls();
    readAddress();
    saidItem = view.at;
    find('app').hidden = false;
    drawAll();
    addEventListener('resize', redraw);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
    // Paper is light and shows every row that stands open.
    const forPaper = isPaper => () => {
      document.documentElement.classList.toggle('print', isPaper);
      drawAll();
      showRows(isPaper);
    };
    addEventListener('beforeprint', forPaper(true));
    addEventListener('afterprint', forPaper(false));
    // The check of sums waits until the page has been painted.
    setTimeout(() => {
      const found = differences();
      find('error').hidden = found.length === 0;
      if (found.length) put('error', `The sums of this page differ from the program’s counts: ${
        found.slice(0, 5).join('; ')}`);
    });
    """#
}
