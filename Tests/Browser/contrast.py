"""Measures the contrast of texts in a page, by the formula of WCAG 2."""

# Every element with a text of its own, its colour, and the colours behind it from the outside in.
TEXTS = '''
(() => {
  const list = [];
  for (const one of document.querySelectorAll('body *')) {
    const own = [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (!own && !one.matches('input, select')) continue;
    if (!one.checkVisibility() || one.closest('.away, canvas, svg, script, option')) continue;
    const behind = [];
    for (let around = one; around; around = around.parentElement) {
      behind.unshift(getComputedStyle(around).backgroundColor);
    }
    list.push([`${one.tagName} ${(one.value || one.textContent).trim().slice(0, 30)}`,
      getComputedStyle(one).color, behind]);
  }
  return list;
})()
'''

# The colours that canvases write with, and those that they write on.
DRAWN = '''
(() => {
  const style = getComputedStyle(document.documentElement);
  const colour = name => {
    const pen = new OffscreenCanvas(1, 1).getContext('2d');
    pen.fillStyle = style.getPropertyValue(`--${name}`).trim();
    pen.fillRect(0, 0, 1, 1);
    return `rgb(${[...pen.getImageData(0, 0, 1, 1).data.slice(0, 3)]})`;
  };
  const pairs = ['block', 'conv', 'matrix', 'norm', 'pool', 'other'].map(name => ['text', name]);
  return [...pairs, ['quiet', 'panel'], ['text', 'panel']].map(([front, back]) =>
    [`${front} on ${back}`, colour(front), [colour(back)]]);
})()
'''


def parse(text):
  """Red, green, blue and opacity of a computed colour."""
  parts = [float(part) for part in text[text.index('(') + 1:-1].replace('/', ',').split(',')]
  return (*parts[:3], parts[3] if len(parts) > 3 else 1)


def over(front, back):
  """A colour on another."""
  opacity = front[3]
  return tuple(opacity * one + (1 - opacity) * other
               for one, other in zip(front[:3], back[:3])) + (1,)


def luminance(colour):
  channels = [value / 255 for value in colour[:3]]
  linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
            for value in channels]
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def ratio(front, back):
  light, dark = sorted((luminance(front), luminance(back)), reverse=True)
  return (light + 0.05) / (dark + 0.05)


def worst_contrasts(browser):
  """The texts with the least contrast, and the least of all."""
  found = []
  for name, front, behind in browser.run(TEXTS) + browser.run(DRAWN):
    back = (255, 255, 255, 1)
    for layer in behind:
      back = over(parse(layer), back)
    found.append((round(ratio(over(parse(front), back), back), 2), name))
  found.sort()
  return [list(one) for one in found[:20]], found[0][0]
