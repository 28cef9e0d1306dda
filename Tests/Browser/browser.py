"""Drives a browser without a window through the devtools protocol, over two pipes."""

import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time


class BrowserError(Exception):
  """The browser did not start, did not answer, or a script in the page failed."""


class Browser:
  """One page of a browser. Every wait has an end."""

  def __init__(self, timeout=60):
    self.timeout = timeout
    self.problems = []
    self.loaded = False
    self.number = 0
    self.buffer = b''
    self.profile = tempfile.mkdtemp(prefix='explorer-')
    names = [os.environ.get('CHROMIUM'), 'chromium', 'chromium-browser', 'google-chrome']
    program = next((found for found in map(shutil.which, filter(None, names)) if found), None)
    if program is None:
      raise BrowserError('no chromium; name one in the variable CHROMIUM')
    self.process = self.start(program)
    target = self.call('Target.createTarget', {'url': 'about:blank'}, session=None)['targetId']
    self.session = self.call(
      'Target.attachToTarget', {'targetId': target, 'flatten': True}, session=None)['sessionId']
    for domain in ('Page', 'Runtime', 'Log'):
      self.call(domain + '.enable')

  def start(self, program):
    """Starts the browser, which reads file 3 and writes file 4."""
    from_us, self.out = os.pipe()
    self.inward, to_us = os.pipe()
    # High numbers, so that putting one at 3 does not close the other.
    from_us, to_us = (fcntl.fcntl(file, fcntl.F_DUPFD, 20) for file in (from_us, to_us))

    def place():
      os.dup2(from_us, 3)
      os.dup2(to_us, 4)

    process = subprocess.Popen(
      [program, '--headless', '--no-sandbox', '--disable-gpu', '--remote-debugging-pipe',
       '--no-first-run', '--disable-extensions', '--user-data-dir=' + self.profile],
      preexec_fn=place, close_fds=False, stdin=subprocess.DEVNULL,
      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(from_us)
    os.close(to_us)
    return process

  def close(self):
    """Ends the browser that this object started."""
    try:
      self.call('Browser.close', session=None, timeout=5)
    except (BrowserError, OSError):
      pass
    try:
      self.process.wait(10)
    except subprocess.TimeoutExpired:
      self.process.kill()
    shutil.rmtree(self.profile, ignore_errors=True)

  def receive(self, until):
    """Returns the next message."""
    while b'\0' not in self.buffer:
      left = until - time.monotonic()
      if left <= 0 or not select.select([self.inward], [], [], left)[0]:
        raise BrowserError('the browser did not answer in time')
      part = os.read(self.inward, 1 << 16)
      if not part:
        raise BrowserError('the browser has ended')
      self.buffer += part
    text, self.buffer = self.buffer.split(b'\0', 1)
    message = json.loads(text)
    self.note(message)
    return message

  def note(self, message):
    """Keeps errors that the page reports."""
    method, values = message.get('method'), message.get('params', {})
    if method == 'Page.loadEventFired':
      self.loaded = True
    elif method == 'Runtime.exceptionThrown':
      detail = values['exceptionDetails']
      thrown = detail.get('exception', {}).get('description', detail['text'])
      self.problems.append(f'exception: {thrown}')
    elif method == 'Runtime.consoleAPICalled' and values['type'] in ('error', 'warning'):
      self.problems.append('console: ' + str(values['args'])[:400])
    elif method == 'Log.entryAdded' and values['entry']['level'] in ('error', 'warning'):
      self.problems.append('log: ' + values['entry']['text'])

  def call(self, method, values=None, session='own', timeout=None):
    """Sends a command and returns its result."""
    self.number += 1
    message = {'id': self.number, 'method': method, 'params': values or {}}
    if session == 'own':
      message['sessionId'] = self.session
    os.write(self.out, json.dumps(message).encode() + b'\0')
    until = time.monotonic() + (timeout or self.timeout)
    while True:
      answer = self.receive(until)
      if answer.get('id') == self.number:
        if 'error' in answer:
          raise BrowserError(f'{method}: {answer["error"]["message"]}')
        return answer['result']

  def open(self, address):
    """Opens an address and waits until it is loaded."""
    self.call('Page.navigate', {'url': 'about:blank'})
    self.loaded = False
    self.call('Page.navigate', {'url': address})
    self.wait_until_loaded()
    self.settle()

  def wait_until_loaded(self):
    """Waits for the event of the page; the blank page's own may come first."""
    until = time.monotonic() + self.timeout
    while not self.loaded or self.run('location.href') == 'about:blank':
      if time.monotonic() > until:
        raise BrowserError('the page did not load in time')
      if not self.loaded:
        self.receive(until)

  def run(self, script):
    """Runs a script in the page and returns its value."""
    result = self.call('Runtime.evaluate', {
      'expression': script, 'returnByValue': True, 'awaitPromise': True})
    if 'exceptionDetails' in result:
      detail = result['exceptionDetails']
      raise BrowserError(detail.get('exception', {}).get('description', detail['text']))
    return result['result'].get('value')

  def settle(self):
    """Waits until the page has drawn, and has put its view into the address."""
    self.run('new Promise(done => setTimeout(() => requestAnimationFrame(() => '
             'requestAnimationFrame(done)), 220))')

  def resize(self, width, height=900):
    """Gives the page a size in points."""
    self.call('Emulation.setDeviceMetricsOverride', {
      'width': width, 'height': height, 'deviceScaleFactor': 1, 'mobile': False})
    self.settle()

  def scheme(self, name):
    """Makes the page light or dark."""
    self.call('Emulation.setEmulatedMedia', {
      'features': [{'name': 'prefers-color-scheme', 'value': name}]})
    self.settle()

  def key(self, name, times=1, shift=False):
    """Presses a key."""
    codes = {'Tab': 9, 'Enter': 13, 'Escape': 27, 'PageUp': 33, 'PageDown': 34, 'End': 35,
             'Home': 36, 'ArrowLeft': 37, 'ArrowUp': 38, 'ArrowRight': 39, 'ArrowDown': 40}
    event = {'key': name, 'code': name, 'windowsVirtualKeyCode': codes[name],
             'modifiers': 8 if shift else 0}
    text = {'text': '\r'} if name == 'Enter' else {}
    for _ in range(times):
      self.call('Input.dispatchKeyEvent', {'type': 'keyDown', **event, **text})
      self.call('Input.dispatchKeyEvent', {'type': 'keyUp', **event})

  def type(self, text):
    """Types a text into the element that has the focus."""
    self.call('Input.insertText', {'text': text})

  def click(self, x, y):
    """Presses and releases the mouse at a place of the window."""
    for kind in ('mouseMoved', 'mousePressed', 'mouseReleased'):
      self.call('Input.dispatchMouseEvent', {
        'type': kind, 'x': x, 'y': y, 'button': 'none' if kind == 'mouseMoved' else 'left',
        'clickCount': 0 if kind == 'mouseMoved' else 1})

  def picture(self, path, whole=True):
    """Writes a picture of the page as PNG."""
    import base64
    result = self.call('Page.captureScreenshot', {
      'format': 'png', 'captureBeyondViewport': whole})
    with open(path, 'wb') as file:
      file.write(base64.b64decode(result['data']))
