extension ExplorerScript {
  /// The heads of the table sort; its keys move through the rows; its rows can be copied.
  static let tableControls = #"""
    function drawHeads(keys) {
      const head = grille.tHead.rows[0];
      if (head.dataset.keys !== keys.join()) {
        head.dataset.keys = keys.join();
        grille.querySelector('colgroup').replaceChildren(...keys.map(key =>
          make('col', {style: `width:${columns[key].width}ch`})));
        head.replaceChildren(...keys.map(key =>
          make('th', {scope: 'col', class: columns[key].isNumber ? 'n' : null},
            button('', () => sortBy(key), {'data-sort': key}))));
      }
      keys.forEach((key, place) => {
        head.cells[place].firstChild.textContent = headOf(key);
        head.cells[place].setAttribute('aria-sort',
          key !== view.sort ? 'none' : view.down ? 'descending' : 'ascending');
      });
      for (const box of boxes) box.checked = keys.includes(box.value);
    }
    const boxes = [...find('columns').querySelectorAll('input')];
    find('columns').onchange = () => go({
      columns: boxes.filter(box => box.checked).map(box => box.value),
    });
    // Numbers: the largest first, then the smallest, then the tree again. Texts from A first.
    function sortBy(key) {
      const isDown = key === 'field' || columns[key].isNumber === true;
      if (view.sort !== key) go({sort: key, down: isDown});
      else if (view.down === isDown) go({sort: key, down: !isDown});
      else go({sort: '', down: true});
      frameOfRows.scrollTop = 0;
      say(view.sort ? `Sorted by ${headOf(key)}` : 'In the order of execution');
    }

    // Blocks that stand open around the choice stay open when it moves on within the table: rows
    // must not move away under the pointer.
    function pick(item) {
      if (!view.sort && !view.filter) {
        ancestors(view.at).filter(isOpen).forEach(scope => fold(scope, true));
      }
      go({at: item});
    }
    function turn(item, isUnfolding) {
      if (!isUnfolding && contains(item, view.at)) pick(item);
      fold(item, isUnfolding);
      go({fold: view.fold});
    }
    body.onclick = event => {
      const row = event.target.closest('[data-item]');
      if (!row) return;
      const item = Number(row.dataset.item);
      if (event.target.matches('.twist')) turn(item, !isOpen(item)); else pick(item);
      row.focus({preventScroll: true});
    };
    body.ondblclick = () => zoomIn(view.at);
    const move = step => () => {
      const order = [0, ...list.map(row => row.item)];
      pick(order[Math.max(0, Math.min(order.length - 1, order.indexOf(view.at) + step))]);
    };
    const isBranchAt = () => !isNode(view.at) && view.at !== 0 && !view.sort;
    onKeys(body, {
      ArrowDown: move(1), ArrowUp: move(-1), PageDown: move(15), PageUp: move(-15),
      Home: move(-Infinity), End: move(Infinity),
      ArrowRight: () => {
        if (isBranchAt() && !isOpen(view.at)) turn(view.at, true); else move(1)();
      },
      ArrowLeft: () => {
        if (isBranchAt() && isOpen(view.at)) turn(view.at, false);
        else if (!view.sort) pick(parent(view.at));
      },
      Enter: () => zoomIn(view.at), Escape: zoomOut,
    });
    find('fold').onclick = () => go({fold: {base: 'none', flips: new Set()}, at: 0});
    find('unfold').onclick = () => go({fold: {base: 'all', flips: new Set()}});
    find('filter').oninput = () => go({filter: find('filter').value});
    drawings.push(() => {
      if (find('filter').value !== view.filter) find('filter').value = view.filter;
    });

    // Copies have every row of the view, with plain digits.
    function copyText(isMarkdown) {
      const keys = usedColumns();
      const plain = (key, item) => (key === 'field' ? columns.field.text(item)
        : String(valueOf(key, item) ?? ''));
      const rows = list.map(({item}) => keys.map(key => plain(key, item)));
      if (isMarkdown) {
        const escaped = text => text.replace(/[\\|`*_<>[\]#~&]/g, '\\$&').replace(/\s+/g, ' ');
        const rule = keys.map(key => (columns[key].isNumber ? '--:' : '---'));
        return [keys.map(key => escaped(headOf(key))), rule, ...rows.map(row => row.map(escaped))]
          .map(cells => `| ${cells.join(' | ')} |\n`).join('');
      }
      // A spreadsheet must not take a name for a formula.
      const harmless = text => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
      const quoted = text => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
      return [keys, ...rows].map(row => `${row.map(harmless).map(quoted).join()}\n`).join('');
    }
    async function copy(isMarkdown) {
      try {
        await navigator.clipboard.writeText(copyText(isMarkdown));
        say(`Copied ${plural(list.length, 'row')} as ${isMarkdown ? 'Markdown' : 'CSV'}`);
      } catch {
        say('The browser does not let this page copy.');
      }
    }
    find('copy-csv').onclick = () => copy(false);
    find('copy-markdown').onclick = () => copy(true);
    """#
}
