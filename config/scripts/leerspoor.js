/*
 * Makes a page follow what changes, hears a button once, and makes long lists easier to pick from. Everything works without it: a page read again
 * shows the same. It sends nothing but the address of the page itself, and keeps nothing but whether keys are wanted.
 */
(function () {
  'use strict';

  /* Parts that follow changes: an element with an id and `data-live`. */
  var parts = document.querySelectorAll('[data-live]');
  var waiting = false;

  function isBusy(part) {
    return part.contains(document.activeElement) && /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName);
  }

  function readAgain() {
    if (waiting) return;
    waiting = true;
    fetch(location.href, { headers: { accept: 'text/html' }, credentials: 'same-origin' })
      .then(function (answer) {
        return answer.ok && !answer.redirected ? answer.text() : null;
      })
      .then(function (html) {
        if (html === null) return;
        var fresh = new DOMParser().parseFromString(html, 'text/html');
        parts.forEach(function (part) {
          var next = fresh.getElementById(part.id);
          if (!next || isBusy(part) || part.querySelector('input:checked') || part.innerHTML === next.innerHTML) return;
          part.innerHTML = next.innerHTML;
          follow(part);
        });
      })
      .catch(function () {})
      .then(function () {
        setTimeout(function () {
          waiting = false;
        }, 1000);
      });
  }

  if (parts.length > 0 && 'EventSource' in window) {
    var live = new EventSource('/live');
    live.addEventListener('gewijzigd', readAgain);
    addEventListener('pagehide', function () {
      live.close();
    });
  }

  /* A button that changes something is heard once: a second click would only be told that it was done already. */
  var MOMENT = 3000;
  document.addEventListener('submit', function (event) {
    var form = event.target;
    if (form.method !== 'post') return;
    if (form.hasAttribute('data-verstuurd')) return event.preventDefault();
    form.setAttribute('data-verstuurd', '');
    /* what is sent may be a download, after which the page is still there */
    setTimeout(function () {
      form.removeAttribute('data-verstuurd');
    }, MOMENT);
  });
  addEventListener('pageshow', function () {
    document.querySelectorAll('form[data-verstuurd]').forEach(function (form) {
      form.removeAttribute('data-verstuurd');
    });
  });

  /* A box that ticks every box of its table. */
  function follow(root) {
    root.querySelectorAll('[data-kies-alles]').forEach(function (all) {
      all.setAttribute('data-klaar', '');
      all.addEventListener('change', function () {
        all
          .closest('table')
          .querySelectorAll('tbody input[type=checkbox]')
          .forEach(function (box) {
            box.checked = all.checked;
          });
      });
    });
  }
  follow(document);

  /*
   * The keys of a list: j and k, or the arrows, go from row to row; Enter is the link's own; x ticks. They follow the
   * focus, so that a reader of the screen tells each row. Single letters can be put off, and that is remembered here.
   */
  var keys = document.getElementById('toetsen');
  var OFF = 'leerspoor-toetsen-uit';
  if (keys && document.querySelector('[data-toetsen]')) {
    var on = keys.querySelector('[data-toetsen-aan]');
    var off = false;
    try {
      off = localStorage.getItem(OFF) === '1';
    } catch {
      off = false;
    }
    on.checked = !off;
    keys.setAttribute('data-klaar', '');
    on.addEventListener('change', function () {
      off = !on.checked;
      try {
        localStorage.setItem(OFF, off ? '1' : '0');
      } catch {
        /* a browser that keeps nothing forgets it at the next page */
      }
    });
    document.addEventListener('keydown', function (event) {
      var list = document.querySelector('[data-toetsen]');
      if (!list || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
      var at = document.activeElement;
      var row = at && list.contains(at) ? at.closest('tbody tr') : null;
      if (at && (/^(SELECT|TEXTAREA)$/.test(at.tagName) || (at.tagName === 'INPUT' && at.type !== 'checkbox'))) return;
      var letter = event.key.length === 1;
      if (letter && off) return;
      var step = { j: 1, ArrowDown: row ? 1 : 0, k: -1, ArrowUp: row ? -1 : 0 }[event.key];
      if (step) {
        var links = Array.prototype.slice.call(list.querySelectorAll('tbody th a'));
        var next = links[row ? links.indexOf(row.querySelector('th a')) + step : 0];
        if (!next) return;
        next.focus();
      } else if (event.key === 'x' && row) {
        var box = row.querySelector('input[type=checkbox]');
        if (box) box.checked = !box.checked;
      } else if (event.key === '/') {
        var search = document.querySelector('.ls-filter input[type=search]');
        if (!search) return;
        search.focus();
      } else if (event.key === '?') {
        keys.open = !keys.open;
        if (keys.open) keys.querySelector('summary').focus();
      } else {
        return;
      }
      event.preventDefault();
    });
  }
})();
