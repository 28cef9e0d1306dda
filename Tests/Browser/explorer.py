#!/usr/bin/env python3
"""Tests an explorer page in a browser: python3 Tests/Browser/explorer.py PAGE.html [FOLDER]

Uses the page as a reader does, by mouse and keyboard, and prints what it reads back as lines of
JSON. All expected numbers are computed here, from the data in the page. The exit status is 1 if
anything differs. With a folder it keeps pictures there, light and dark, on a phone, a laptop and
a wide screen. Needs chromium, or a program of that kind named in the variable CHROMIUM.
"""

import json
import os
import pathlib
import re
import signal
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from browser import Browser, BrowserError  # noqa: E402
from contrast import worst_contrasts  # noqa: E402


def number(text):
  """The exact number in a text; -1 if it has none."""
  found = re.search(r'\d[\d,]*', text or '')
  return int(found.group().replace(',', '')) if found else -1


class Expected:
  """What the page has to show, from its data."""

  def __init__(self, data):
    self.data = data
    self.scopes = data['scopes']
    self.nodes = data['nodes']
    self.count = len(self.nodes['name'])
    names = data['strings']
    self.scope_paths = ['']
    for above, name, *_ in self.scopes[1:]:
      self.scope_paths.append(self.join(self.scope_paths[above], names[name]))
    self.paths = [self.join(self.scope_paths[scope], names[name])
                  for scope, name in zip(self.nodes['scope'], self.nodes['name'])]

  @staticmethod
  def join(*parts):
    return '.'.join(part for part in parts if part)

  def column(self, place):
    return self.data['columns'][place]

  def elements(self, grid_place=None):
    if grid_place is None:
      return self.data['elements']
    grid, (i, w) = self.data['grid'], grid_place
    results = [a * b for a, b in zip(self.column(grid['channels'][w]),
                                     self.column(grid['extents'][i]))]
    between = self.data['elements'][1:self.data['inputs']]
    return [grid['inputElements'][i], *between, *results]

  def live(self, grid_place=None):
    elements = self.elements(grid_place)
    live = [0] * len(self.data['nodes']['name'])
    for value, span in enumerate(self.data['memory']['spans']):
      for step in range(span[0], span[1] + 1) if span else []:
        live[step] += elements[value]
    return live

  def traffic(self, bits, batch):
    size = lambda count: -(-count * bits // 8)
    elements, inputs = self.elements(), self.data['inputs']
    stored = self.column(self.data['stored'])
    return [0 if self.nodes['view'][node] else
            size(stored[node]) + size(batch * elements[inputs + node])
            + sum(size(batch * elements[value]) for value in self.nodes['reads'][node])
            for node in range(self.count)]

  def seconds(self, device, kind, bits, batch):
    _, bandwidth, peaks = device
    macs = self.column(self.data['conventions'][0]['column'])
    return [max(2 * mac * batch / peaks[kind], moved / bandwidth)
            for mac, moved in zip(macs, self.traffic(bits, batch))]


class Test:
  """The steps, in the order in which a reader could take them."""

  def __init__(self, browser, address, pictures=None):
    self.browser, self.address, self.failures = browser, address, 0
    self.pictures = pictures
    started = time.monotonic()
    browser.resize(1280)
    browser.open(address)
    paint = browser.run(
      "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null")
    self.expected = Expected(json.loads(browser.run(
      "document.getElementById('data').textContent")))
    self.say('load', milliseconds=round(1000 * (time.monotonic() - started)),
             firstPaint=paint and round(paint), operations=self.expected.count)

  def say(self, step, **values):
    print(json.dumps({'step': step, **values}, ensure_ascii=False), flush=True)

  def check(self, step, found, wanted):
    """Prints what was read, and counts a failure if it is something else."""
    if found == wanted:
      self.say(step, found=found)
    else:
      self.failures += 1
      self.say(step, found=found, wanted=wanted, failed=True)

  # What the page shows.

  def text(self, selector):
    return self.browser.run(f'document.querySelector({json.dumps(selector)})?.textContent ?? ""')

  def totals(self):
    texts = self.browser.run(
      "[...document.querySelectorAll('#totals span')].map(one => one.textContent)")
    return [number(text) for text in texts]

  def rows(self):
    return self.browser.run(
      "[...document.querySelectorAll('#grid tr[data-item]')].map(row => row.cells[0].title)")

  def row_count(self):
    """The rows without the head and the total."""
    return int(self.browser.run("document.getElementById('grid').ariaRowCount")) - 2

  def chosen(self):
    return self.text('#detail-title')

  def crumbs(self):
    return self.browser.run(
      "[...document.querySelectorAll('#crumbs li')].map(one => one.textContent)")

  # What the reader does.

  def press(self, selector):
    """Clicks in the middle of an element."""
    box = self.browser.run(
      f'(() => {{ const one = document.querySelector({json.dumps(selector)});'
      "one.scrollIntoView({block: 'center'}); const box = one.getBoundingClientRect();"
      'return [box.x + box.width / 2, box.y + box.height / 2]; })()')
    self.browser.click(*box)
    self.browser.settle()

  def focus(self, selector):
    self.browser.run(f'document.querySelector({json.dumps(selector)}).focus()')

  def keys(self, *names):
    for name in names:
      self.browser.key(name)
    self.browser.settle()

  def select(self, identifier, value):
    self.browser.run(
      f"(() => {{ const one = document.getElementById('{identifier}');"
      f"one.value = {json.dumps(str(value))}; one.dispatchEvent(new Event('change')); }})()")
    self.browser.settle()

  def write(self, identifier, text):
    self.browser.run(f"(() => {{ const one = document.getElementById('{identifier}');"
                     'one.focus(); one.select(); })()')
    self.browser.type(text)
    self.browser.settle()

  def clear_filter(self):
    self.browser.run("(() => { const one = document.getElementById('filter'); one.value = '';"
                     "one.dispatchEvent(new Event('input')); })()")
    self.browser.settle()

  # The steps.

  def check_totals(self):
    data, expected = self.expected.data, self.expected
    measures, standard = data['measures'], data['conventions'][0]
    parameters = sum(expected.column(measures['parameters']))
    bits = data['types'][0][1]
    self.check('totals', self.totals(), [
      parameters, standard['total'], sum(expected.column(measures['activations'])),
      -(-max(expected.live()) * bits // 8), -(-parameters * bits // 8)])
    self.check('no error', self.browser.run("document.getElementById('error').hidden"), True)
    self.check('bound', self.text('#totals b').startswith('≥ '), data['warning'] is not None)
    self.check('no element from names', self.browser.run(
      "document.querySelectorAll('img, iframe, body b:not(#totals b), script[src]').length"), 0)

  def check_sorting(self):
    column = self.expected.column(self.expected.data['conventions'][0]['column'])
    order = sorted(range(self.expected.count), key=lambda node: (-column[node], node))
    self.press('[data-sort=count]')
    self.check('sorted, largest first', self.rows()[1:6],
               [self.expected.paths[node] for node in order[:5]])
    self.check('aria-sort', self.browser.run(
      "document.querySelector('[data-sort=count]').closest('th').ariaSort"), 'descending')
    self.check('rows when sorted', self.row_count(), self.expected.count)
    self.press('[data-sort=count]')
    order.sort(key=lambda node: (column[node], node))
    self.check('sorted, smallest first', self.rows()[1:4],
               [self.expected.paths[node] for node in order[:3]])
    self.press('[data-sort=count]')
    self.check('order of execution again', self.browser.run(
      "document.querySelector('[data-sort=count]').closest('th').ariaSort"), 'none')

  def check_filter(self):
    middle = self.expected.count // 2
    word = (self.expected.scope_paths[self.expected.nodes['scope'][middle]]
            or self.expected.paths[middle]).lower()
    ops = [self.expected.data['strings'][op] for op in self.expected.nodes['op']]
    found = [node for node in range(self.expected.count)
             if word in f'{self.expected.paths[node]} {ops[node]}'.lower()]
    self.write('filter', word)
    self.check('filter', number(self.text('#row-count')), len(found))
    wanted = set()
    for node in found:
      scope = self.expected.nodes['scope'][node]
      while scope:
        wanted.add(scope)
        scope = self.expected.scopes[scope][0]
    for scope, (_, _, kind, _, _) in enumerate(self.expected.scopes):
      text = f'{self.expected.scope_paths[scope]} {self.expected.data["strings"][kind]}'.lower()
      if scope and word in text:
        wanted.add(scope)
        while scope:
          wanted.add(scope)
          scope = self.expected.scopes[scope][0]
    self.check('filter keeps parents', self.row_count(), len(found) + len(wanted))
    self.clear_filter()

  def check_folding(self):
    top = sum(1 for above, *_ in self.expected.scopes[1:] if above == 0) \
      + sum(1 for scope in self.expected.nodes['scope'] if scope == 0)
    self.press('#unfold')
    self.check('unfold all', self.row_count(),
               self.expected.count + len(self.expected.scopes) - 1)
    self.check('rows in the page', len(self.rows()) <= 260, True)
    self.press('#fold')
    self.check('fold all', self.row_count(), top)
    if len(self.expected.scopes) > 1:
      path = self.expected.scope_paths[1]
      self.focus('#grid tr[tabindex="0"]')
      self.keys('Home')
      for _ in range(100):
        if self.chosen() == path:
          break
        self.keys('ArrowDown')
      self.keys('ArrowRight')
      inner = sum(1 for above, *_ in self.expected.scopes[1:] if above == 1) \
        + sum(1 for scope in self.expected.nodes['scope'] if scope == 1)
      self.check('unfold by key', self.row_count(), top + inner)
      self.keys('ArrowRight', 'ArrowLeft', 'ArrowLeft')
      self.check('fold by key', [self.chosen(), self.row_count()], [path, top])

  def check_zoom(self):
    if len(self.expected.scopes) < 2:
      return
    self.press('#reset')
    self.focus('#icicle')
    self.keys('ArrowDown')
    for _ in range(20):
      if self.chosen() in self.expected.scope_paths:
        break
      self.keys('ArrowRight')
    block = self.chosen()
    time.sleep(1.1)
    self.keys('Enter')
    self.check('zoom by Enter', len(self.crumbs()) > 1 and self.chosen() == block, True)
    place = self.expected.scope_paths.index(block)
    first, count = self.expected.scopes[place][3:5]
    self.check('charts show the block', number(self.text('#depth-range')),
               first + 1)
    address = self.browser.run('location.hash')
    time.sleep(1.1)
    self.keys('Escape')
    self.check('zoom out by Escape', len(self.crumbs()), 1)
    self.browser.run('history.back()')
    self.browser.settle()
    self.check('back', [self.browser.run('location.hash'), len(self.crumbs()) > 1],
               [address, True])
    self.browser.run('history.forward()')
    self.browser.settle()
    self.check('forward', len(self.crumbs()), 1)
    width = self.browser.run("document.getElementById('icicle').clientWidth")
    self.browser.run("document.getElementById('icicle').scrollIntoView({block: 'center'})")
    box = self.browser.run("(({x, y}) => [x, y])(document.getElementById('icicle')"
                           '.getBoundingClientRect())')
    self.browser.click(box[0] + width * 0.6, box[1] + 40)
    self.browser.settle()
    self.check('click in the icicle chooses', self.chosen() in
               self.expected.scope_paths[1:] + self.expected.paths, True)
    self.say('zoomed', block=block, operations=count, clicked=self.chosen())

  def check_sliders(self):
    self.press('#reset')
    grid = self.expected.data['grid']
    if grid is None:
      self.check('no sliders', self.browser.run("document.getElementById('sliders').hidden"), True)
      return
    bits = self.expected.data['types'][0][1]
    i, w = grid['own']
    for key, slider, (i, w) in [
      ('End', 'input', (len(grid['inputs']) - 1, w)),
      ('Home', 'width', (len(grid['inputs']) - 1, 0)),
      ('Home', 'input', (0, 0)),
      ('End', 'width', (0, len(grid['widths']) - 1)),
    ]:
      self.focus('#' + slider)
      self.keys(key)
      parameters, macs, activations = grid['totals'][i][w]
      peak = -(-max(self.expected.live((i, w))) * bits // 8)
      self.check(f'input {grid["inputs"][i]}, width {grid["widths"][w]}', self.totals(),
                 [parameters, macs, activations, peak, -(-parameters * bits // 8)])
    self.press('#reset')

  def check_conventions(self):
    for place, convention in list(enumerate(self.expected.data['conventions']))[1:]:
      self.select('count', place)
      self.check(convention['name'], self.totals()[1], convention['total'])
      self.check('label', self.text('#totals div:nth-child(2) dt'), convention['label'])
    if len(self.expected.data['conventions']) > 1 and self.expected.data['grid']:
      self.check('sliders wait', self.browser.run("document.getElementById('width').disabled"),
                 True)
    self.press('#reset')

  def check_device(self):
    data = self.expected.data
    for place, device in enumerate(data['devices']):
      kinds = [one for one in enumerate(data['types']) if one[1][0] in device[2]]
      if device[1] and kinds:
        break
    else:
      return
    row, (kind, bits) = kinds[-1]
    self.select('device', place)
    self.select('type', row)
    self.write('batch', '8')
    self.keys('Tab')
    parameters = sum(self.expected.column(data['measures']['parameters']))
    self.check('model bytes', self.totals()[4], -(-parameters * bits // 8))
    self.check('peak bytes', self.totals()[3], -(-max(self.expected.live()) * 8 * bits // 8))
    terms = self.browser.run(
      "Object.fromEntries([...document.querySelectorAll('#detail > dl > dt')].map(one => "
      '[one.textContent, one.nextSibling.textContent]))')
    self.check('traffic bytes', number(terms['Traffic']),
               sum(self.expected.traffic(bits, 8)))
    seconds = sum(self.expected.seconds(device, kind, bits, 8))
    found = re.match(r'(?:≥ )?([\d.]+) ([mµn]?)s', terms['Time at least'])
    shown = float(found[1]) * {'': 1, 'm': 1e-3, 'µ': 1e-6, 'n': 1e-9}[found[2]]
    self.check(f'time on {device[0]} as {kind}', abs(shown - seconds) < 0.006 * seconds, True)
    self.say('device', name=device[0], time=found[0], seconds=seconds)
    self.check('roofline', self.browser.run(
      "document.getElementById('roofline-part').hidden"), False)
    self.focus('#roofline')
    self.keys('Home')
    self.check('roofline by key', self.chosen() in self.expected.paths, True)
    self.select('measure', 'time')
    self.check('time is drawn', self.text('#icicle-title'), 'Blocks by Time at least')
    address = self.browser.run('location.hash')
    self.browser.open(self.address + address)
    self.check('address keeps the view', [self.totals()[4], self.text('#icicle-title')],
               [-(-parameters * bits // 8), 'Blocks by Time at least'])
    self.press('#reset')

  def check_memory(self):
    self.press('#peak')
    live = self.expected.live()
    step = live.index(max(live))
    bits = self.expected.data['types'][0][1]
    self.check('peak step', self.chosen(), self.expected.paths[step])
    sizes = self.browser.run("[...document.querySelectorAll('#alive td.n')]"
                             ".map(one => one.textContent)")
    sizes = [number(size) for size in sizes]
    self.check('tensors alive', sum(sizes), -(-live[step] * bits // 8))
    self.check('largest first', sizes[:50], sorted(sizes[:50], reverse=True))
    self.focus('#timeline')
    self.keys('Home')
    self.check('first step', self.chosen(), self.expected.paths[0])
    self.keys('ArrowRight')
    self.check('next step', [self.chosen(), number(self.text('#step').split(': ')[0][5:])],
               [self.expected.paths[min(1, self.expected.count - 1)], min(2, self.expected.count)])
    self.check('chosen in the table', self.browser.run(
      "document.querySelector('#grid [aria-selected=true] th')?.title"),
      self.expected.paths[min(1, self.expected.count - 1)])
    self.say('receptive field', text=self.text('#field-text'))
    self.check('announced', self.expected.paths[min(1, self.expected.count - 1)]
               in self.text('#live'), True)
    self.press('#reset')

  def check_copies(self):
    self.browser.run("Object.defineProperty(navigator, 'clipboard', {value: {"
                     'writeText: async text => { window.copied = text; }}})')
    self.press('[data-sort=parameters]')
    self.press('#copy-csv')
    lines = self.browser.run('window.copied').rstrip('\n').split('\n')
    self.check('CSV rows', len(lines), self.expected.count + 1)
    self.say('CSV', head=lines[0], first=lines[1])
    self.press('#copy-markdown')
    lines = self.browser.run('window.copied').rstrip('\n').split('\n')
    self.check('Markdown rows', len(lines), self.expected.count + 2)
    self.press('#reset')

  def check_keyboard(self):
    self.browser.open(self.address)
    order = []
    for _ in range(120):
      self.browser.key('Tab')
      place = self.browser.run(
        "(() => { const one = document.activeElement; return one === document.body ? null : "
        "[one.id || one.closest('[id]')?.id, getComputedStyle(one).outlineStyle]; })()")
      if place is None:
        break
      order.append(place)
    names = [name for name, _ in order]
    wanted = ['measure', 'icicle', 'depth', 'timeline', 'filter', 'rows', 'grid']
    self.check('reached by Tab', [name for name in wanted if name not in names
                                  and name != 'rows'], [])
    self.check('visible focus', [name for name, outline in order if outline == 'none'], [])
    self.say('order of Tab', names=list(dict.fromkeys(names)))
    unnamed = self.browser.run(
      "[...document.querySelectorAll('button, input, select, canvas, [tabindex=\"0\"]')].filter("
      "one => !(one.labels?.length || one.textContent.trim() || one.ariaLabel || "
      "one.getAttribute('aria-labelledby'))).map(one => one.outerHTML.slice(0, 80))")
    self.check('everything has a name', unnamed, [])

  def check_looks(self):
    for scheme in ('light', 'dark'):
      self.browser.scheme(scheme)
      text, least = worst_contrasts(self.browser)
      self.check(f'contrast, {scheme}', [text for text in text if text[0] < 4.5], [])
      self.say('least contrast', scheme=scheme, ratio=least)
      for width in (400, 1000, 1600):
        self.browser.resize(width)
        self.check(f'no sideways scrolling at {width}, {scheme}', self.browser.run(
          'document.documentElement.scrollWidth <= innerWidth'), True)
        self.check(f'names stay at the left at {width}, {scheme}', self.browser.run(
          "(() => { const frame = document.getElementById('rows'); frame.scrollLeft = 1e6;"
          "const left = element => Math.round(element.getBoundingClientRect().left);"
          "const found = [...frame.querySelectorAll('tr[data-item] > :first-child')]"
          ".every(cell => left(cell) === left(frame) + 1); frame.scrollLeft = 0;"
          "return found; })()"), True)
        if self.pictures is not None:
          self.browser.picture(self.pictures / f'{scheme}-{width}.png')
      self.browser.resize(1280)
    self.browser.scheme('light')

  def run(self):
    for step in (self.check_totals, self.check_sorting, self.check_filter, self.check_folding,
                 self.check_zoom, self.check_sliders, self.check_conventions, self.check_device,
                 self.check_memory, self.check_copies, self.check_keyboard, self.check_looks):
      step()
    self.check('errors', self.browser.problems, [])
    self.say('end', failures=self.failures)
    return self.failures


def main():
  if len(sys.argv) not in (2, 3):
    sys.exit(__doc__)
  browser = None

  def give_up(*_):
    raise BrowserError('the test took more than five minutes')

  signal.signal(signal.SIGALRM, give_up)
  signal.alarm(300)
  try:
    browser = Browser()
    address = pathlib.Path(sys.argv[1]).resolve(strict=True).as_uri()
    pictures = pathlib.Path(sys.argv[2]) if len(sys.argv) == 3 else None
    if pictures is not None:
      pictures.mkdir(parents=True, exist_ok=True)
    return 1 if Test(browser, address, pictures).run() else 0
  except (BrowserError, OSError) as error:
    print(json.dumps({'step': 'broken', 'error': str(error), 'failed': True}), flush=True)
    return 1
  finally:
    if browser is not None:
      browser.close()


if __name__ == '__main__':
  sys.exit(main())
