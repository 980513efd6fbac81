/*
 * Makes a page follow what changes, and long lists easier to pick from. Everything works without it: a page read again
 * shows the same. It keeps nothing and sends nothing but the address of the page itself.
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
})();
