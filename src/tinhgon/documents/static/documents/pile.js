// The pile: a hand scanner types digits and Enter, a camera is read by the browser or by jsQR. The list stays in this tab
// through reloads and lost connections; a sound and words say what became of each scan.
(() => {
  "use strict";
  const KEY = "tg_pile", SOUND = "tg_pile_quiet";
  // What was handed over is no pile any more.
  if (document.querySelector("[data-pile-done]")) sessionStorage.removeItem(KEY);
  const root = document.querySelector("[data-pile]");
  if (!root) return;
  const find = (name) => root.querySelector(`[data-pile-${name}]`);
  const form = find("form"), box = form.elements.ma.length ? form.elements.ma[0] : form.elements.ma;
  const list = find("rows"), said = find("said"), acts = find("acts");
  const waiting = [];
  let isAsking = false, kept = [];  // of an earlier page, while the server is asked what they are

  // --- what is said, seen and heard
  let audio = null;
  function sound(isGood) {
    if (localStorage.getItem(SOUND)) return;
    try {
      audio ||= new AudioContext();
      const tone = audio.createOscillator(), loudness = audio.createGain();
      tone.frequency.value = isGood ? 1320 : 220;
      loudness.gain.value = 0.08;
      tone.connect(loudness).connect(audio.destination);
      tone.start();
      tone.stop(audio.currentTime + (isGood ? 0.09 : 0.35));
    } catch { /* a machine without sound */ }
  }
  function say(words, isGood) {
    said.textContent = words;
    sound(isGood);
  }
  const rows = () => [...list.children];
  function refresh() {
    find("count").textContent = rows().filter((row) => !("problem" in row.dataset)).length;
    find("empty").hidden = rows().length > 0;
    const codes = [...kept, ...rows().filter((row) => !("problem" in row.dataset)).map((row) => row.dataset.code), ...waiting];
    try { sessionStorage.setItem(KEY, JSON.stringify(codes)); } catch { /* kept in the page alone */ }
  }
  function show(row) {
    rows().forEach((other) => other.classList.toggle("new", other === row));
    row.scrollIntoView({ block: "nearest" });
  }

  // --- asking the server; what could not be asked waits for the connection
  async function ask(codes) {
    const query = new URLSearchParams(codes.map((code) => ["ma", code]));
    const answer = await fetch(`${root.dataset.scan}?${query}`, { headers: { "X-Requested-With": "fetch" } });
    if (answer.redirected || !answer.ok) throw new Error(String(answer.status));
    const holder = document.createElement("template");
    holder.innerHTML = (await answer.text()).trim();
    return [...holder.content.children];
  }
  function take(row, isQuiet) {
    const same = rows().find((other) => other.dataset.code === row.dataset.code);
    if (same) {
      show(same);
      if (!isQuiet) say("Đã có trong xấp.", false);
      return;
    }
    list.prepend(row);
    show(row);
    if (isQuiet) return;
    const isGood = !("problem" in row.dataset);
    say(isGood ? `Đã thêm ${row.querySelector("a").textContent}.` : row.querySelector(".xs").textContent, isGood);
  }
  async function work() {
    if (isAsking || !waiting.length) return;
    isAsking = true;
    try {
      while (waiting.length) {
        const code = waiting[0];
        const found = await ask([code]);
        if (waiting[0] !== code) continue;  // the pile was emptied meanwhile
        waiting.shift();
        found.forEach((row) => take(row, false));
        refresh();
      }
    } catch {
      say(`Mất kết nối: ${waiting.length} mã đang chờ, xấp vẫn giữ. Cứ quét tiếp.`, false);
      setTimeout(work, 4000);
    }
    isAsking = false;
    refresh();
  }
  window.addEventListener("online", work);
  function add(text) {
    const code = text.trim();
    if (!code) return;
    const same = rows().find((row) => row.dataset.code === code || row.dataset.text === code);
    if (same) {
      show(same);
      say("Đã có trong xấp.", false);
    } else if (!waiting.includes(code)) {
      waiting.push(code);
      refresh();
      work();
    }
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    add(box.value);
    box.value = "";
    box.focus();
  });

  // --- the list
  list.addEventListener("click", (event) => {
    const row = event.target.closest("[data-pile-drop]")?.closest("li");
    if (!row) return;
    row.remove();
    refresh();
    box.focus();
  });
  find("clear").addEventListener("click", () => {
    list.replaceChildren();
    waiting.length = 0;
    kept = [];
    refresh();
    say("Xấp đã trống.", true);
    box.focus();
  });
  acts.addEventListener("submit", (event) => {
    const unknown = waiting.length + kept.length;
    if (!unknown && acts.querySelector('input[name="paper"]')) return;
    event.preventDefault();
    say(unknown ? `Còn ${unknown} mã đang hỏi máy chủ. Chờ các mã ấy hiện trong xấp rồi làm tiếp.`
      : "Xấp chưa có văn bản nào. Quét mã trước.", false);
    box.focus();
  });
  form.querySelectorAll('input[type="hidden"][name="ma"]').forEach((field) => field.remove());
  try {
    kept = JSON.parse(sessionStorage.getItem(KEY) || "[]").filter((code) => !rows().some((row) => row.dataset.code === code));
    if (kept.length) {
      const asked = kept;
      ask(asked).then((found) => {
        if (kept === asked) found.reverse().forEach((row) => take(row, true));
      }).catch(() => {
        waiting.push(...kept.filter((code) => !waiting.includes(code)));
        setTimeout(work, 4000);
      }).finally(() => { kept = []; refresh(); });
    } else refresh();
  } catch { refresh(); }

  // --- sound, and the camera where there is one
  const quiet = find("sound");
  quiet.hidden = false;
  const tellSound = () => quiet.setAttribute("aria-pressed", localStorage.getItem(SOUND) ? "false" : "true");
  tellSound();
  quiet.addEventListener("click", () => {
    if (localStorage.getItem(SOUND)) localStorage.removeItem(SOUND); else localStorage.setItem(SOUND, "1");
    tellSound();
  });
  const camera = find("camera"), video = find("video");
  if (!navigator.mediaDevices?.getUserMedia) return;
  camera.hidden = false;
  let reader = null, stream = null, last = "", seenAt = 0;
  async function decoder() {
    if ("BarcodeDetector" in window && (await BarcodeDetector.getSupportedFormats()).includes("qr_code")) {
      const detector = new BarcodeDetector({ formats: ["qr_code"] });
      return async () => (await detector.detect(video)).map((code) => code.rawValue);
    }
    await new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = root.dataset.decoder;
      script.onload = resolve;
      script.onerror = reject;
      document.head.append(script);
    });
    const canvas = document.createElement("canvas"), picture = canvas.getContext("2d", { willReadFrequently: true });
    return async () => {
      canvas.width = video.videoWidth;
      canvas.height = video.videoHeight;
      picture.drawImage(video, 0, 0);
      const found = window.jsQR(picture.getImageData(0, 0, canvas.width, canvas.height).data, canvas.width, canvas.height);
      return found ? [found.data] : [];
    };
  }
  async function look() {
    if (!stream) return;
    try {
      for (const code of video.videoWidth ? await reader() : []) {
        if (code === last && Date.now() - seenAt < 3000) continue;
        last = code;
        seenAt = Date.now();
        add(code);
      }
    } catch { /* a frame that could not be read */ }
    setTimeout(look, 180);
  }
  camera.addEventListener("click", async () => {
    if (stream) {
      stream.getTracks().forEach((track) => track.stop());
      stream = null;
      video.hidden = true;
      return;
    }
    try {
      reader ||= await decoder();
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
      video.srcObject = stream;
      video.hidden = false;
      await video.play();
      look();
    } catch {
      say("Không mở được máy ảnh. Cho phép trang dùng máy ảnh, hoặc dùng máy quét cầm tay.", false);
    }
  });
})();
