extension ExplorerScript {
  /// Canvases: sharp on any screen, in the colours of the page's scheme.
  static let icicle = #"""
    const kinds = [
      ['conv', /conv/i], ['matrix', /linear|matmul|gemm|product|attention/i], ['norm', /norm/i],
      ['pool', /pool/i], ['other', /^/],
    ];
    let colours = {};
    function readColours() {
      const style = getComputedStyle(document.documentElement);
      colours = Object.fromEntries(['text', 'quiet', 'line', 'accent', 'block', 'bar', 'range',
        ...kinds.map(kind => kind[0])].map(name => [name, style.getPropertyValue(`--${name}`)]));
    }
    function surface(canvas, height) {
      const [width, ratio] = [Math.max(100, canvas.clientWidth), devicePixelRatio || 1];
      canvas.style.height = `${height}px`;
      [canvas.width, canvas.height] = [width * ratio, height * ratio];
      const pen = canvas.getContext('2d');
      pen.scale(ratio, ratio);
      pen.font = '12px system-ui, sans-serif';
      return {pen, width};
    }
    const paint = (pen, colour, ...box) => {
      pen.fillStyle = colours[colour];
      pen.fillRect(...box);
    };
    function write(pen, text, x, y, colour = 'quiet', align = 'left') {
      pen.fillStyle = colours[colour];
      pen.textAlign = align;
      pen.fillText(text, x, y);
    }

    // The mouse: hovering shows a text, a click chooses, and moving with the button down too.
    function followMouse(canvas, itemAt, lines, choose = item => go({at: item})) {
      const tip = find('tip');
      canvas.onpointermove = event => {
        const item = itemAt(event);
        tip.hidden = item === undefined;
        if (tip.hidden) return;
        if (event.buttons === 1) go({at: item});
        tip.replaceChildren(...[titleOf(item), kindOf(item), ...lines(item)].map(text =>
          make('div', {}, text)));
        const isLow = event.clientY > innerHeight - 140;
        tip.style.left = `${Math.min(event.clientX + 12, innerWidth - tip.offsetWidth - 8)}px`;
        tip.style.top = `${event.clientY + (isLow ? -tip.offsetHeight - 8 : 16)}px`;
      };
      canvas.onpointerleave = () => { tip.hidden = true; };
      canvas.onclick = event => {
        if (itemAt(event) !== undefined) choose(itemAt(event));
      };
    }
    function onKeys(element, moves) {
      element.addEventListener('keydown', event => {
        const isOther = event.altKey || event.ctrlKey || event.metaKey;
        if (isOther || !Object.hasOwn(moves, event.key)) return;
        event.preventDefault();
        moves[event.key]();
      });
    }

    // The icicle: a row for each level of blocks; widths are shares of the measure.
    const icicle = find('icicle');
    let tiles = [];
    function layTiles(item, x, wide, level, rows) {
      tiles.push({item, x, wide, level});
      let left = x;
      for (const child of level + 1 < rows ? children(item) : []) {
        const part = wide * shareOf(amount(shown(), child), amount(shown(), item));
        // What is narrower than half a pixel is not drawn: large networks stay fast.
        if (part >= 0.5) layTiles(child, left, part, level + 1, rows);
        left += part;
      }
    }
    let high = 26;
    drawings.push(() => {
      const deepest = nodesOf(view.zoom).reduce((most, node) =>
        Math.max(most, depths[itemOf(node)]), 0);
      const rows = Math.min(14, deepest - depths[view.zoom] + 1);
      high = rows > 9 ? 18 : 26;
      const {pen, width} = surface(icicle, rows * high + 2);
      tiles = [];
      if (amount(shown(), view.zoom) > 0) layTiles(view.zoom, 0, width, 0, rows);
      else write(pen, `No ${shownLabel()} in this block.`, 8, 20);
      for (const {item, x, wide, level} of tiles) {
        const [operation] = kindOf(item).split(' ');
        const colour = isNode(item) ? kinds.find(kind => kind[1].test(operation))[0] : 'block';
        paint(pen, colour, x, level * high, wide - (wide > 3 ? 1 : 0), high - 1);
        const letters = Math.floor((wide - 8) / 6.6);
        const name = item === view.zoom ? titleOf(item) : nameOf(item);
        const cut = name.length > letters ? `${name.slice(0, letters - 1)}…` : name;
        if (letters > 2 || cut === name) write(pen, cut, x + 5, (level + 0.5) * high + 4, 'text');
        if (item === view.at) {
          pen.strokeStyle = colours.accent;
          pen.lineWidth = 3;
          pen.strokeRect(x + 1.5, level * high + 1.5, Math.max(1, wide - 4), high - 4);
        }
      }
      put('icicle-title', `Blocks by ${shownLabel()}`);
      icicle.setAttribute('aria-label',
        `${find('icicle-title').textContent}. ${titleOf(view.at)}: ${sentence(view.at)}`);
      find('crumbs').replaceChildren(...[...ancestors(view.zoom), view.zoom].map(item =>
        make('li', {}, item === view.zoom ? nameOf(item)
          : button(nameOf(item), () => go({zoom: item, at: item}), {class: 'link'}))));
    });

    const zoomOut = () => go({at: view.zoom, zoom: parent(view.zoom)});
    const zoomIn = item => go({at: item, zoom: isNode(item) ? parent(item) : item});
    const tileAt = event => tiles.findLast(({x, wide, level}) => event.offsetX >= x
      && event.offsetX < x + Math.max(1, wide) && Math.floor(event.offsetY / high) === level)?.item;
    followMouse(icicle, tileAt, item => [sentence(item)], item => {
      if (item === view.zoom) zoomOut();
      else if (isNode(item)) go({at: item});
      else zoomIn(item);
    });
    const isVisible = item => amount(shown(), item) > 0;
    // The next or previous item with an area, beside the chosen one or beside a block around it.
    function beside(step) {
      for (let one = view.at; one !== view.zoom && one !== 0; one = parent(one)) {
        const siblings = children(parent(one));
        for (let place = siblings.indexOf(one) + step; siblings[place]; place += step) {
          if (isVisible(siblings[place])) return siblings[place];
        }
      }
      return view.at;
    }
    onKeys(icicle, {
      ArrowRight: () => go({at: beside(1)}),
      ArrowLeft: () => go({at: beside(-1)}),
      ArrowDown: () => go({at: children(view.at).find(isVisible) ?? view.at}),
      ArrowUp: () => { if (view.at !== view.zoom) go({at: parent(view.at)}); },
      Enter: () => zoomIn(view.at),
      Escape: zoomOut,
    });
    """#
}
