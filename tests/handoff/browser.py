"""Chromium without a window, driven through the DevTools protocol over two pipes."""

import fcntl
import json
import os
import subprocess


class Browser:
    def __init__(self, folder):
        """`folder` is for its profile and what it says."""
        # Above 3 and 4, which are the browser's ends of the pipes.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for pair in (os.pipe(), os.pipe()) for end in pair]
        its_in, self.out, self.into, its_out = ends
        self.count, self.rest, self.session = 0, b"", None
        environment = {**os.environ, "HOME": str(folder)}

        def connect():
            os.dup2(its_in, 3)
            os.dup2(its_out, 4)

        with open(folder / "browser.log", "wb") as log:
            self.process = subprocess.Popen(
                ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
                 "--force-color-profile=srgb", f"--user-data-dir={folder / 'browser'}",
                 "--remote-debugging-pipe", "about:blank"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, close_fds=False,
                preexec_fn=connect)
        os.close(its_in)
        os.close(its_out)

    def read(self):
        while b"\0" not in self.rest:
            chunk = os.read(self.into, 1 << 20)
            if not chunk:
                raise RuntimeError("the browser has ended")
            self.rest += chunk
        message, self.rest = self.rest.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, **parameters):
        self.count += 1
        message = {"id": self.count, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.count:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]

    def open(self, address, width=1000, height=900):
        if self.session:
            raise RuntimeError("a page is open")
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.call("Page.enable")
        self.size(width, height)
        self.call("Page.navigate", url=address)
        self.evaluate("new Promise(done => document.readyState === 'complete' ? done()"
                      " : addEventListener('load', () => done()))")

    def size(self, width, height):
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                  mobile=False)

    def evaluate(self, code):
        result = self.call("Runtime.evaluate", expression=code, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            raise RuntimeError(json.dumps(result["exceptionDetails"]))
        return result["result"].get("value")

    def choose(self, selector, path):
        """A file into a field for files."""
        root = self.call("DOM.getDocument")["root"]["nodeId"]
        node = self.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self.call("DOM.setFileInputFiles", nodeId=node, files=[str(path)])

    def picture(self):
        """A PNG of the whole page, in base 64."""
        return self.call("Page.captureScreenshot", captureBeyondViewport=True)["data"]

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.out)
        os.close(self.into)
