extension ExplorerScript {
  /// The five totals, and the controls that say what is counted.
  static let header = #"""
    const typeName = () => data.types[view.type][0];
    function figures() {
      const total = measure => [compact(amount(measure, 0)), digits(amount(measure, 0))];
      const size = number => [bytesText(number), exactBytes(number)];
      const step = peakStep(0);
      return [
        ['Parameters', ...total('parameters'), 'Numbers that training sets'],
        [convention().label, ...total('count'), `One sample, counted by ${convention().name}`],
        ['Activations', ...total('activations'),
          'Elements of the results of convolutions and matrix products'],
        ['Peak memory', ...size(liveBytes(step)),
          `Alive at ${paths[itemOf(step)]}, as ${typeName()}, batch of ${view.batch}`],
        ['Model size', ...size(bytes(amount('parameters', 0))), `Parameters as ${typeName()}`],
      ];
    }
    drawings.push(() => find('totals').replaceChildren(...figures().map(
      ([label, short, exact, meaning]) => make('div', {title: `${label}: ${meaning}`},
        make('dt', {}, label), make('dd', {}, make('b', {}, bound + short),
          make('span', {}, bound + exact), make('small', {}, meaning))))));

    const controls = ['measure', 'count', 'device', 'type', 'batch', 'input', 'width'];
    function fillControls() {
      document.title = `${data.name} · convcost`;
      put('name', data.name);
      put('shape', `Input ${data.input} · ${plural(nodeCount, 'operation')}`);
      find('warning').hidden = !data.warning;
      put('warning', `Lower bounds: ${data.warning}`);
      const option = (text, value) => make('option', {value}, text);
      find('count').append(...data.conventions.map((one, place) =>
        option(`${one.name}: ${one.label}`, place)));
      find('device').append(option('none', -1), ...namesOf(data.devices).map(option));
      find('type').append(...namesOf(data.types).map(option));
      find('sliders').hidden = !grid;
      find('input').max = (grid?.inputs.length ?? 1) - 1;
      find('width').max = (grid?.widths.length ?? 1) - 1;
      for (const name of controls) {
        const read = {measure: String, batch: wholeBatch}[name] ?? Number;
        const change = () => go({[name]: read(find(name).value)});
        find(name)[name === 'input' || name === 'width' ? 'oninput' : 'onchange'] = change;
      }
      find('reset').onclick = () => go(defaults());
      find('facts').append(...data.facts.flatMap(([label, text]) => definition(label, text)));
    }

    // What the chosen convention counts, and why a choice has no result.
    function notes() {
      const {name, note, exact} = convention();
      const list = [`${name} counts ${note}${exact ? '' : ' (not exact for this network)'}.`];
      const device = data.devices[view.device];
      if (device && !roof()) {
        const missing = device[1] ? `peak for ${typeName()}` : 'bandwidth';
        list.push(`${device[0]} has no published ${missing}: times are left out.`);
      }
      if (shown() !== view.measure) {
        const needed = device ? 'other choices' : 'a device';
        list.push(`${measures[view.measure].label()} needs ${needed}: ${shownLabel()} are drawn.`);
      }
      if (!isOwn()) {
        list.push('Formulas and alternatives are shown at the own input and width.');
      }
      return list.join(' ');
    }
    drawings.push(() => {
      for (const name of controls) find(name).value = String(view[name]);
      find('measure').options[0].textContent = convention().label;
      ['input', 'width'].forEach((name, place) => {
        if (!grid) return;
        const isUsual = view[name] === grid.own[place];
        const text = grid[`${name}s`][view[name]] + (isUsual ? ' (own)' : '');
        put(`${name}-value`, text);
        find(name).setAttribute('aria-valuetext', text);
        find(name).disabled = view.count !== 0;
      });
      put('slider-note', grid && view.count !== 0
        ? 'The sliders count by the standard convention only.' : '');
      put('note', notes());
    });
    """#
}
