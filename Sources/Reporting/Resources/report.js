(function () {
  'use strict';
  var all = function (selector, root) { return Array.prototype.slice.call((root || document).querySelectorAll(selector)); };
  var calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  var maps = [], chosen = null;

  // Marks, cards and table rows of each grappe.
  var marks = new Map(), cards = new Map(), rows = new Map(), out = new Map();
  all('.carte [data-g]').forEach(function (mark) {
    var id = mark.dataset.g;
    if (!marks.has(id)) marks.set(id, []);
    marks.get(id).push(mark);
  });
  all('.fiche').forEach(function (card) { cards.set(card.dataset.g, card); });
  all('.triable tbody tr').forEach(function (row) { rows.set(row.dataset.g, row); });
  all('tr[data-h]').forEach(function (row) { out.set(row.dataset.h, row); });

  // What is shown in full while the rest of the map fades: the grappe under the pointer, or else the chosen one.
  function show(id) {
    all('.carte .on').forEach(function (mark) { mark.classList.remove('on'); });
    var shown = id === null ? chosen : id;
    maps.forEach(function (map) { map.svg.classList.remove('vu'); });
    (marks.get(shown) || []).forEach(function (mark) {
      mark.classList.add('on');
      mark.closest('.carte').classList.add('vu');
    });
  }

  function choose(id) {
    all('.fiche.on').forEach(function (card) { card.classList.remove('on'); });
    chosen = id;
    show(null);
    if (id !== null && cards.has(id)) cards.get(id).classList.add('on');
  }

  function goTo(element) {
    element.scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: 'start' });
    element.focus({ preventScroll: true });
  }

  // The bubble.
  var bubble = document.getElementById('bulle');
  function tell(target, x, y) {
    var mark = target.closest('[data-g]'), left = target.closest('[data-h]'), lines = [];
    if (mark) {
      var card = cards.get(mark.dataset.g), point = target.closest('[data-o]');
      if (!card) return hush();
      lines.push(card.querySelector('h3').textContent);
      var row = point && card.querySelector('tr[data-o="' + CSS.escape(point.dataset.o) + '"]');
      if (row) {
        var km = row.querySelector('.nk').textContent;
        lines.push(row.querySelector('.nom').textContent);
        lines.push(row.querySelector('.ne').textContent + ' ESSMS' + (km === '–' ? '' : ' · ' + km));
      } else {
        lines.push(all('.reperes div', card).slice(0, 2).map(function (fact) {
          return fact.querySelector('dd').textContent + ' ' + fact.querySelector('dt').textContent;
        }).join(' · '));
      }
    } else if (left && out.has(left.dataset.h)) {
      var other = out.get(left.dataset.h), why = other.querySelector('.motif');
      lines.push(other.querySelector('.nom').textContent);
      lines.push(other.querySelector('.ne').textContent + ' ESSMS');
      if (why) lines.push(why.textContent);
      else lines.push(document.getElementById('t-seuls').textContent);
    } else return hush();
    bubble.textContent = '';
    lines.forEach(function (line, place) {
      var part = document.createElement(place ? 'div' : 'b');
      part.textContent = line;
      bubble.appendChild(part);
    });
    bubble.hidden = false;
    var box = bubble.getBoundingClientRect();
    bubble.style.left = Math.max(6, Math.min(x + 14, document.documentElement.clientWidth - box.width - 6)) + 'px';
    bubble.style.top = (y + 18 + box.height > window.innerHeight ? Math.max(6, y - box.height - 12) : y + 18) + 'px';
  }
  function hush() { bubble.hidden = true; }

  // One map: its view, and what keeps its size when the view changes.
  function Carte(box) {
    var svg = box.querySelector('.carte'), base = svg.viewBox.baseVal;
    var full = { x: base.x, y: base.y, w: base.width, h: base.height };
    var view = { x: full.x, y: full.y, w: full.w, h: full.h };
    var perKm = parseFloat(svg.dataset.km) / 100, density = parseFloat(svg.dataset.s) / 10 || 1, engaged = false, hint = box.querySelector('.astuce'), hintTimer;
    function byZoom(mark) { return { mark: mark, zoom: parseFloat(mark.dataset.z) }; }
    var porteurs = all('.po', svg).map(byZoom), towns = all('.villes text', svg).map(byZoom), drawn = 0, waiting = 0;
    var scale = document.createElementNS(svg.namespaceURI, 'g');
    scale.setAttribute('class', 'echelle');
    var bar = document.createElementNS(svg.namespaceURI, 'path'), label = document.createElementNS(svg.namespaceURI, 'text');
    scale.appendChild(bar); scale.appendChild(label); svg.appendChild(scale);
    var self = this;
    this.svg = svg;

    // Screen pixels for each map unit, and the corner of the drawing that the window really shows.
    function pixels(size) { return Math.min(size.width / view.w, size.height / view.h) || 1; }
    this.draw = function (forced) {
      var size = forced || svg.getBoundingClientRect();
      if (!size.width) return;
      svg.setAttribute('viewBox', [view.x, view.y, view.w, view.h].join(' '));
      var px = pixels(size), u = 1 / px;
      // What depends on the zoom alone: a drag changes nothing of it.
      if (Math.abs(px / drawn - 1) > 1e-6 || !drawn) {
        drawn = px;
        svg.style.setProperty('--u', u);
        svg.style.setProperty('--s', Math.max(.45, Math.min(1.35, density * Math.sqrt(px))));
        porteurs.forEach(function (p) { p.mark.classList.toggle('petit', px < p.zoom); });
        towns.forEach(function (t) { t.mark.classList.toggle('vue', px >= t.zoom); });
      }
      var kms = [1, 2, 5, 10, 20, 50, 100, 200].filter(function (km) { return km * perKm * px <= 170; }).pop() || .5;
      var x = view.x + view.w / 2 - size.width * u / 2 + 18 * u, y = view.y + view.h / 2 + size.height * u / 2 - 16 * u;
      var length = kms * perKm;
      bar.setAttribute('d', 'M' + x + ' ' + (y - 5 * u) + 'V' + y + 'H' + (x + length) + 'V' + (y - 5 * u));
      label.setAttribute('x', x + length / 2); label.setAttribute('y', y - 7 * u);
      label.textContent = String(kms).replace('.', document.documentElement.lang === 'fr' ? ',' : '.') + '\u202Fkm';
      svg.classList.toggle('zoom', view.w < full.w * .99);
    };
    // The view that stands for the one asked for: neither beyond the country nor larger than it.
    function within(x, y, w) {
      w = Math.min(full.w, Math.max(full.w / 40, w));
      var h = w * full.h / full.w;
      if (w >= full.w * .999) return { x: full.x, y: full.y, w: w, h: h };
      return { x: Math.min(full.x + full.w - w / 2, Math.max(full.x - w / 2, x)),
        y: Math.min(full.y + full.h - h / 2, Math.max(full.y - h / 2, y)), w: w, h: h };
    }
    function set(x, y, w) {
      view = within(x, y, w);
      if (!waiting) waiting = requestAnimationFrame(function () { waiting = 0; self.draw(); });
    }
    function spot(event) {
      var size = svg.getBoundingClientRect(), u = 1 / pixels(size);
      return { x: view.x + view.w / 2 + (event.clientX - size.left - size.width / 2) * u,
        y: view.y + view.h / 2 + (event.clientY - size.top - size.height / 2) * u };
    }
    function zoom(factor, at) {
      at = at || { x: view.x + view.w / 2, y: view.y + view.h / 2 };
      var w = Math.min(full.w, Math.max(full.w / 40, view.w * factor)), share = w / view.w;
      set(at.x - (at.x - view.x) * share, at.y - (at.y - view.y) * share, w);
    }
    // The view on some marks, with the country around them.
    function frame(boxes) {
      if (!boxes.length) return;
      var x0 = Math.min.apply(null, boxes.map(function (b) { return b.x; }));
      var y0 = Math.min.apply(null, boxes.map(function (b) { return b.y; }));
      var x1 = Math.max.apply(null, boxes.map(function (b) { return b.x + b.width; }));
      var y1 = Math.max.apply(null, boxes.map(function (b) { return b.y + b.height; }));
      var w = Math.max((x1 - x0) * 2.2, (y1 - y0) * 2.2 * full.w / full.h, full.w / 8);
      w = Math.min(w, full.w);
      set((x0 + x1) / 2 - w / 2, (y0 + y1) / 2 - w * full.h / full.w / 2, w);
    }
    function boxOf(mark) { return mark.getBBox(); }
    this.frame = function (id) {
      frame((marks.get(id) || []).filter(function (mark) { return svg.contains(mark) && mark.querySelector('.aire'); })
        .map(function (mark) { return boxOf(mark.querySelector('.aire')); }));
    };
    // A halo under the places of some OG; none for null. Tells whether the map has it.
    var halo = document.createElementNS(svg.namespaceURI, 'path');
    halo.setAttribute('class', 'halo');
    svg.insertBefore(halo, svg.querySelector('.points'));
    this.mark = function (ogs, goes) {
      var found = ogs === null ? [] : all(ogs.map(function (og) {
        return '[data-o="' + CSS.escape(og) + '"], [data-h="' + CSS.escape(og) + '"] .b';
      }).join(', '), svg);
      halo.setAttribute('d', found.map(function (path) { return path.getAttribute('d'); }).join(''));
      if (found.length && goes) frame(found.map(boxOf));
      return found.length > 0;
    };

    all('[data-zoom]', box).forEach(function (button) {
      button.addEventListener('click', function () {
        if (button.dataset.zoom === 'reset') reset();
        else zoom(button.dataset.zoom === 'in' ? 1 / 1.6 : 1.6);
      });
    });
    function reset() { choose(null); self.mark(null); set(full.x, full.y, full.w); }
    svg.addEventListener('wheel', function (event) {
      if (!engaged && !event.ctrlKey && !event.metaKey) {
        hint.hidden = false;
        clearTimeout(hintTimer);
        hintTimer = setTimeout(function () { hint.hidden = true; }, 1400);
        return;
      }
      event.preventDefault();
      zoom(Math.pow(1.0016, event.deltaY * (event.deltaMode ? 30 : 1)), spot(event));
    }, { passive: false });

    // Drag with one pointer, pinch with two.
    var held = new Map(), start = null, moved = false, pulled = null;
    svg.addEventListener('pointerdown', function (event) {
      if (event.pointerType === 'mouse' && event.button) return;
      engaged = true;
      held.set(event.pointerId, event);
      moved = held.size > 1;
      settle();
      start = { x: event.clientX, y: event.clientY, vx: view.x, vy: view.y, u: 1 / pixels(svg.getBoundingClientRect()) };
    });
    svg.addEventListener('pointermove', function (event) {
      if (!held.has(event.pointerId)) {
        if (event.pointerType !== 'touch') {
          tell(event.target, event.clientX, event.clientY);
          var mark = event.target.closest('[data-g]');
          show(mark ? mark.dataset.g : null);
        }
        return;
      }
      if (held.size === 2) {
        var before = Array.from(held.values()), a = before[0], b = before[1];
        var apart = Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY);
        held.set(event.pointerId, event);
        var after = Array.from(held.values()), c = after[0], d = after[1];
        var now = Math.hypot(c.clientX - d.clientX, c.clientY - d.clientY);
        if (now > 0) zoom(apart / now, spot({ clientX: (c.clientX + d.clientX) / 2, clientY: (c.clientY + d.clientY) / 2 }));
        event.preventDefault();
        return;
      }
      held.set(event.pointerId, event);
      if (!moved && Math.hypot(event.clientX - start.x, event.clientY - start.y) < 5) return;
      if (event.pointerType === 'touch' && !svg.classList.contains('zoom')) return;
      if (!moved) { svg.setPointerCapture(event.pointerId); svg.classList.add('tire'); hush(); }
      moved = true;
      // What is drawn is moved as a picture, and drawn anew once let go: a large region takes longer than a frame.
      pulled = within(start.vx - (event.clientX - start.x) * start.u, start.vy - (event.clientY - start.y) * start.u, view.w);
      svg.style.transform = 'translate(' + (view.x - pulled.x) / start.u + 'px,' + (view.y - pulled.y) / start.u + 'px)';
    });
    function settle() {
      if (!pulled) return;
      svg.style.transform = '';
      view = pulled;
      pulled = null;
      self.draw();
    }
    function release(event) {
      held.delete(event.pointerId);
      settle();
      svg.classList.remove('tire');
    }
    svg.addEventListener('pointerup', release);
    svg.addEventListener('pointercancel', release);
    svg.addEventListener('pointerleave', function (event) {
      if (held.size) return;
      engaged = false; hush(); show(null);
    });
    function open(target) {
      var mark = target.closest('[data-g]'), left = target.closest('[data-h]');
      hush();
      if (mark) {
        choose(mark.dataset.g);
        var card = cards.get(mark.dataset.g);
        if (card) { if (card.hidden) filter(''); goTo(card); }
      } else if (left && out.has(left.dataset.h)) {
        out.get(left.dataset.h).scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: 'center' });
      } else choose(null);
    }
    svg.addEventListener('click', function (event) { if (!moved) open(event.target); moved = false; });
    // One stop of the Tab key; arrows go on to the nearest porteur that way.
    function towards(from, dx, dy) {
      var here = centre(from), best = null, least = Infinity;
      porteurs.forEach(function (p) {
        if (p.mark === from) return;
        var to = centre(p.mark), along = (to.x - here.x) * dx + (to.y - here.y) * dy;
        var across = Math.abs((to.x - here.x) * dy) + Math.abs((to.y - here.y) * dx);
        if (along <= 0 || across > along * 2) return;
        if (along + across * 2 < least) { least = along + across * 2; best = p.mark; }
      });
      return best;
    }
    function centre(mark) { var text = mark.querySelector('.num'); return { x: parseFloat(text.getAttribute('x')), y: parseFloat(text.getAttribute('y')) }; }
    function rove(mark) {
      porteurs.forEach(function (p) { p.mark.setAttribute('tabindex', p.mark === mark ? '0' : '-1'); });
      var spot = centre(mark);
      if (spot.x < view.x || spot.x > view.x + view.w || spot.y < view.y || spot.y > view.y + view.h) {
        set(spot.x - view.w / 2, spot.y - view.h / 2, view.w);
        self.draw();
      }
      mark.focus({ preventScroll: true });
    }
    this.rove = rove;
    porteurs.forEach(function (p, place) { p.mark.setAttribute('tabindex', place ? '-1' : '0'); });
    var ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
    svg.addEventListener('keydown', function (event) {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      var mark = event.target.closest('.po'), next = null;
      if (event.key === 'Enter' || event.key === ' ') open(event.target);
      else if (event.key === 'Escape') { choose(null); self.mark(null); hush(); return; }
      else if (ways[event.key] && mark) next = towards(mark, ways[event.key][0], ways[event.key][1]);
      else if (event.key === 'Home' && porteurs.length) next = porteurs[0].mark;
      else if (event.key === 'End' && porteurs.length) next = porteurs[porteurs.length - 1].mark;
      else if (event.key === '+' || event.key === '=') zoom(1 / 1.6, mark && centre(mark));
      else if (event.key === '-') zoom(1.6, mark && centre(mark));
      else if (event.key === '0') reset();
      else return;
      event.preventDefault();
      if (next) rove(next);
    });
    svg.addEventListener('focusin', function (event) {
      var mark = event.target.closest('.po');
      if (!mark || !mark.matches(':focus-visible')) return;
      var place = mark.getBoundingClientRect();
      show(mark.dataset.g);
      tell(mark, place.right - 10, place.bottom - 10);
    });
    svg.addEventListener('focusout', function () { hush(); show(null); });
    if (window.ResizeObserver) new ResizeObserver(function () { self.draw(); }).observe(svg);
    window.addEventListener('beforeprint', function () {
      view.x = full.x; view.y = full.y; view.w = full.w; view.h = full.h;
      self.draw(box.closest('.haut') ? { width: 480, height: 620 } : { width: 690, height: 360 });
    });
    window.addEventListener('afterprint', function () { self.draw(); });
    this.draw();
  }
  all('.plan').forEach(function (box) { maps.push(new Carte(box)); });

  all('[data-voir]').forEach(function (link) {
    link.addEventListener('click', function (event) {
      var id = link.dataset.voir, mark = (marks.get(id) || [])[0];
      if (!mark) return;
      event.preventDefault();
      var svg = mark.closest('.carte');
      choose(id);
      maps.forEach(function (map) { if (map.svg === svg) map.frame(id); });
      svg.parentNode.scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: 'center' });
      var porteur = svg.querySelector('.po[data-g="' + CSS.escape(id) + '"]');
      maps.forEach(function (map) { if (map.svg === svg && porteur) map.rove(porteur); });
    });
  });
  rows.forEach(function (row, id) {
    row.querySelector('a').addEventListener('click', function (event) {
      var card = cards.get(id);
      if (!card) return;
      event.preventDefault();
      if (card.hidden) filter('');
      choose(id);
      goTo(card);
    });
  });

  // Search in cards, tables and the map: every word must be found, accents and case aside.
  var box = document.getElementById('chercher'), found = document.getElementById('trouve');
  var list = document.getElementById('trouvailles'), told = document.querySelector('.filtre-dit'), texts = null, ogs = null;
  function plain(text) { return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase(); }
  function wordsOf(query) { return plain(query).split(/\s+/).filter(Boolean); }
  function holds(text, words) { return words.every(function (word) { return text.indexOf(word) >= 0; }); }
  function textOf(id) {
    if (!texts) {
      texts = new Map();
      cards.forEach(function (card, id) {
        var text = card.querySelector('h3').textContent + ' ' + card.querySelector('.qui .finess').textContent;
        all('tr[data-o]', card).forEach(function (row) { text += ' ' + row.textContent + ' ' + (row.dataset.e || ''); });
        all('.public', card).forEach(function (part) { text += ' ' + part.textContent; });
        texts.set(id, plain(text));
      });
    }
    return texts.get(id) || '';
  }
  function filter(query) {
    if (!box) return;
    if (box.value !== query) box.value = query;
    var words = wordsOf(query), count = 0;
    cards.forEach(function (card, id) {
      var keep = holds(textOf(id), words);
      if (keep) count += 1;
      card.hidden = !keep;
      (marks.get(id) || []).forEach(function (mark) { mark.classList.toggle('flou', !keep); });
    });
    var outside = 0;
    out.forEach(function (row) {
      row.hidden = !holds(plain(row.textContent + ' ' + (row.dataset.e || '')), words);
      if (!row.hidden) outside += 1;
    });
    found.textContent = !words.length ? '' : (count ? count + ' ' + found.dataset.of : found.dataset.none)
      + (outside ? ' · ' + outside + ' ' + found.dataset.outside : '');
    if (told) {
      told.hidden = !words.length;
      told.querySelector('span').textContent = '« ' + query.trim() + ' » : ' + found.textContent;
    }
    maps.forEach(function (map) { map.mark(null); });
    narrow();
  }

  // The communes, OG and ESSMS that the words name, offered while one types; one chosen is shown on the map.
  var most = 10, active = -1;
  // Of a row's ESSMS: those listed in it, or those it says.
  function numbers(row) {
    return row.dataset.e || all('details i', row).map(function (one) { return one.textContent; }).join(' ');
  }
  function everything() {
    if (ogs) return ogs;
    var communes = new Map(), organisations = [], essms = [];
    function add(row, og, id, where) {
      var name = row.querySelector('.nom').textContent;
      organisations.push({ ogs: [og], grappe: id, row: row, name: name, where: where,
        text: plain(name + ' ' + og + ' ' + numbers(row)) });
      all('details li', row).forEach(function (item) {
        var own = item.querySelector('bdi').textContent, number = item.querySelector('i').textContent;
        var commune = (item.querySelector('b') || { textContent: '' }).textContent;
        essms.push({ ogs: [og], grappe: id, row: row, item: item, name: own, where: [commune, where].filter(Boolean).join(' · '),
          text: plain(own + ' ' + commune + ' ' + number) });
        if (!commune) return;
        if (!communes.has(commune)) {
          communes.set(commune, { ogs: [], grappe: null, row: null, name: commune, where: '', count: 0, text: plain(commune) });
        }
        var one = communes.get(commune);
        one.count += 1;
        if (one.ogs.indexOf(og) < 0) one.ogs.push(og);
      });
    }
    cards.forEach(function (card, id) {
      all('tr[data-o]', card).forEach(function (row) { add(row, row.dataset.o, id, id); });
    });
    out.forEach(function (row) {
      var title = row.querySelector('.motif') ? 't-non-groupes' : 't-seuls';
      add(row, row.dataset.h, null, document.getElementById(title).textContent);
    });
    communes.forEach(function (one) { one.where = one.count + ' ESSMS'; });
    ogs = Array.from(communes.values()).concat(organisations, essms);
    return ogs;
  }
  // Those whose name begins so come first, then communes, OG, ESSMS.
  function best(words, query) {
    var start = plain(query.trim());
    var hits = everything().filter(function (one) { return holds(one.text, words); });
    var exact = hits.filter(function (one) { return one.text.indexOf(start) === 0; });
    return exact.concat(hits.filter(function (one) { return one.text.indexOf(start) !== 0; })).slice(0, most);
  }
  function fold() {
    if (!list) return;
    list.hidden = true;
    active = -1;
    box.setAttribute('aria-expanded', 'false');
    box.removeAttribute('aria-activedescendant');
  }
  function offer() {
    var words = wordsOf(box.value);
    list.textContent = '';
    active = -1;
    box.removeAttribute('aria-activedescendant');
    if (!words.length || box.value.trim().length < 2) return fold();
    best(words, box.value).forEach(function (one, place) {
      var item = document.createElement('li'), name = document.createElement('bdi'), where = document.createElement('span');
      item.id = 'trouve-' + place;
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', 'false');
      name.textContent = one.name;
      where.textContent = one.where;
      item.appendChild(name); item.appendChild(where);
      item.addEventListener('pointerdown', function (event) { event.preventDefault(); });
      item.addEventListener('click', function () { pick(one); });
      item.one = one;
      list.appendChild(item);
    });
    list.hidden = !list.children.length;
    box.setAttribute('aria-expanded', String(!list.hidden));
  }
  function move(step) {
    var items = list.children;
    if (!items.length) return;
    if (active >= 0) items[active].setAttribute('aria-selected', 'false');
    active = (active + step + items.length) % items.length;
    items[active].setAttribute('aria-selected', 'true');
    items[active].scrollIntoView({ block: 'nearest' });
    box.setAttribute('aria-activedescendant', items[active].id);
  }
  function pick(one) {
    filter('');
    box.value = one.name;
    fold();
    if (one.row === null) filter(one.name);
    fold();
    choose(one.grappe);
    if (one.item) {
      one.item.parentNode.parentNode.open = true;
      all('details li.on').forEach(function (item) { item.classList.remove('on'); });
      one.item.classList.add('on');
    }
    var shown = maps.filter(function (map) { return map.mark(one.ogs, true); });
    if (shown.length) shown[0].svg.parentNode.scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: 'center' });
    else if (one.row) one.row.scrollIntoView({ behavior: calm ? 'auto' : 'smooth', block: 'center' });
    found.textContent = one.name + ' : ' + one.where;
  }
  if (box) {
    box.addEventListener('input', function () { filter(box.value); offer(); });
    box.addEventListener('blur', fold);
    box.addEventListener('keydown', function (event) {
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        if (list.hidden) offer();
        move(event.key === 'ArrowDown' ? 1 : active < 0 ? 0 : -1);
        event.preventDefault();
      } else if (event.key === 'Enter') {
        event.preventDefault();
        if (!list.hidden && list.children.length) pick(list.children[Math.max(active, 0)].one);
      } else if (event.key === 'Escape' && !list.hidden) { fold(); event.preventDefault(); }
    });
    box.form.addEventListener('submit', function (event) { event.preventDefault(); });
  }
  all('[data-effacer]').forEach(function (button) { button.addEventListener('click', function () { filter(''); choose(null); }); });

  // The table's own filter, beside the search.
  var sieve = document.getElementById('filtrer'), area = document.getElementById('filtrer-region');
  var counted = document.getElementById('filtre-compte');
  function narrow() {
    if (!sieve) return;
    var words = wordsOf(sieve.value), region = area ? area.value : '', count = 0;
    rows.forEach(function (row, id) {
      var card = cards.get(id);
      var keep = holds(textOf(id) || plain(row.textContent), words) && (!region || row.dataset.r === region) && !(card && card.hidden);
      row.hidden = !keep;
      if (keep) count += 1;
    });
    counted.textContent = words.length || region || (box && wordsOf(box.value).length && told && !told.hidden) ? count + ' ' + counted.dataset.of : '';
  }
  if (sieve) {
    sieve.addEventListener('input', narrow);
    sieve.form.addEventListener('submit', function (event) { event.preventDefault(); });
    if (area) area.addEventListener('change', narrow);
  }

  // The same report in the other language, packed inside this one.
  var tongue = document.getElementById('langue'), packed = document.getElementById('autre-langue');
  if (tongue && (!packed || window.DecompressionStream)) {
    tongue.hidden = false;
    tongue.addEventListener('click', function () {
      if (!packed) { location.reload(); return; }
      var text = atob(packed.textContent.trim()), bytes = new Uint8Array(text.length);
      for (var place = 0; place < text.length; place += 1) bytes[place] = text.charCodeAt(place);
      new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text().then(function (html) {
        document.open();
        document.write(html);
        document.close();
        window.scrollTo(0, 0);
        var back = document.getElementById('langue');
        if (back) back.focus();
      });
    });
  }

  // Sorting by column.
  all('.triable').forEach(function (table) {
    var heads = all('thead th', table), body = table.tBodies[0];
    heads.forEach(function (head, column) {
      head.querySelector('button').addEventListener('click', function () {
        var down = head.getAttribute('aria-sort') === 'ascending' ? -1 : 1;
        if (!head.hasAttribute('aria-sort') && head.classList.contains('n')) down = -1;
        heads.forEach(function (other) { other.removeAttribute('aria-sort'); });
        head.setAttribute('aria-sort', down > 0 ? 'ascending' : 'descending');
        var value = function (row) { return row.children[column].dataset.v; };
        Array.from(body.rows).sort(function (a, b) {
          var x = value(a), y = value(b), nx = Number(x), ny = Number(y);
          return down * (head.classList.contains('n') ? nx - ny : x.localeCompare(y, document.documentElement.lang));
        }).forEach(function (row) { body.appendChild(row); });
      });
    });
  });
})();
