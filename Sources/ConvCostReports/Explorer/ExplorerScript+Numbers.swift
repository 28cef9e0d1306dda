extension ExplorerScript {
  /// Numbers as the program writes them: all digits in groups of three, or three digits and a unit.
  /// Sums that a double cannot hold are marked.
  static let numbers = #"""
    const digits = number => (Number.isSafeInteger(number)
      ? String(number).replace(/\B(?=(\d{3})+$)/g, ',') : `≈ ${compact(number)}`);
    const units = [['P', 1e15], ['T', 1e12], ['G', 1e9], ['M', 1e6], ['K', 1e3], ['', 1],
      ['m', 1e-3], ['µ', 1e-6], ['n', 1e-9]];
    const threeDigits = number => {
      const scale = number >= 100 ? 1 : number >= 10 ? 10 : 100;
      return String(Math.floor(number * scale + 0.5) / scale);
    };
    const scaled = (number, least) => {
      if (!(number > 0)) return '0 ';
      // From 0.9995 of a unit on, three digits of the smaller one would round to a thousand.
      const [letter, factor] = units.find(one => number >= one[1] * 0.9995 || one[1] <= least);
      return `${threeDigits(number / factor)} ${letter}`;
    };
    const compact = number => scaled(number, 1).trim();
    const bytesText = number => `${scaled(number, 1)}B`;
    const secondsText = number => `${scaled(number, 1e-9)}s`;
    const plural = (number, thing) => `${digits(number)} ${thing}${number === 1 ? '' : 's'}`;
    const exactBytes = number => plural(number, 'byte');
    const percent = share => `${(100 * share).toFixed(1)} %`;
    const shareOf = (part, whole) => (whole > 0 ? part / whole : 0);

    // Elements are made one by one, never from markup: names come from files and may be hostile.
    const find = id => document.getElementById(id);
    function fill(element, attributes, ...contents) {
      for (const [name, value] of Object.entries(attributes)) {
        if (name.startsWith('on')) element[name] = value;
        else if (value !== null) element.setAttribute(name, value);
      }
      element.append(...contents.flat(2).filter(content => content !== null));
      return element;
    }
    const make = (tag, attributes, ...contents) =>
      fill(document.createElement(tag), attributes, ...contents);
    const button = (text, onclick, attributes = {}) =>
      make('button', {type: 'button', onclick, ...attributes}, text);
    const link = (item, text = titleOf(item)) =>
      button(text, () => go({at: item}), {class: 'link'});
    const definition = (title, ...contents) =>
      [make('dt', {}, title), make('dd', {}, ...contents)];
    // A reader's place in a text that did not change is kept.
    const put = (id, text) => {
      if (find(id).textContent !== text) find(id).textContent = text;
    };

    // A table; the cells are texts, elements or numbers, which stand on the right.
    function table(caption, heads, rows) {
      const isNumber = heads.map((_, place) => typeof rows[0]?.[place] === 'number');
      const line = (cells, tag) => make('tr', {}, cells.map((cell, place) =>
        make(place ? tag : 'th', {
          class: isNumber[place] ? 'n' : null,
          scope: tag === 'th' ? 'col' : place ? null : 'row',
        }, typeof cell === 'number' ? digits(cell) : cell)));
      return make('div', {class: 'wide', tabindex: 0, role: 'region', 'aria-label': caption},
        make('table', {}, make('caption', {}, caption), make('thead', {}, line(heads, 'th')),
          make('tbody', {}, rows.map(row => line(row, 'td')))));
    }
    """#
}
