"use strict";
// What folium's clusters call on a briefing page. Nothing told by anybody is ever read as HTML: every
// text goes in as textContent, every element is made by name.
var situation = (function () {
  var SVG = "http://www.w3.org/2000/svg";
  var LISTED = 200;
  var data = JSON.parse(document.getElementById("situation-data").textContent);
  var map = null, rings = null, people = null, rename = null, all = [];

  function part(name, attributes, told) {
    var made = document.createElementNS(SVG, name);
    Object.keys(attributes).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    if (told !== undefined) { made.textContent = told; }
    return made;
  }

  function element(name, kind, told) {
    var made = document.createElement(name);
    if (kind) { made.className = kind; }
    if (told !== undefined) { made.textContent = told; }
    return made;
  }

  // A ring whose arcs are the parts, clockwise from the top.
  function ring(count, told, parts, colours) {
    var size = 19 + 8 * Math.log10(Math.max(1, count));
    var reach = size - 4, round = 2 * Math.PI * reach, box = 2 * size + 4, middle = box / 2;
    var drawn = part("svg", { width: box, height: box, role: "img", "aria-label": told });
    drawn.appendChild(part("circle", { cx: middle, cy: middle, r: size, "class": "ring-ground" }));
    var total = parts.reduce(function (sum, n) { return sum + n; }, 0), start = 0;
    parts.forEach(function (n, place) {
      if (!n) { return; }
      var long = round * n / total;
      drawn.appendChild(part("circle", {
        cx: middle, cy: middle, r: reach, fill: "none", stroke: colours[place], "stroke-width": 6,
        "stroke-dasharray": long + " " + (round - long), "stroke-dashoffset": -start,
        transform: "rotate(-90 " + middle + " " + middle + ")"
      }));
      start += long;
    });
    drawn.appendChild(part("text", {
      x: middle, y: middle, "class": "ring-count", "text-anchor": "middle",
      "dominant-baseline": "central"
    }, told));
    return L.divIcon({ html: drawn, className: "ring", iconSize: [box, box] });
  }

  function sums(rows, from, length) {
    var found = new Array(length).fill(0);
    rows.forEach(function (row) { row[from].forEach(function (n, at) { found[at] += n; }); });
    return found;
  }

  // Groups: [lat, lon, least, open, parts, city]. "open" means: at least so many.
  function groupIcon(rows) {
    var least = rows.reduce(function (sum, row) { return sum + row[2]; }, 0);
    var open = rows.some(function (row) { return row[3]; });
    var told = (open ? "≥" : "") + least.toLocaleString("en");
    return ring(least, told, sums(rows, 4, data.standings.length), data.standings.map(colour));
  }

  function colour(kind) { return kind.colour; }

  function group(row) {
    var made = L.marker([row[0], row[1]], { icon: groupIcon([row]), keyboard: true });
    made.row = row;
    return made;
  }

  function groupCluster(cluster) {
    return groupIcon(cluster.getAllChildMarkers().map(function (marker) { return marker.row; }));
  }

  // Persons: [lat, lon, name, case, status, place].
  function person(row) {
    var kind = data.safeties[row[4]];
    var made = L.marker([row[0], row[1]], {
      icon: L.divIcon({ html: shape(kind), className: "dot", iconSize: [18, 18] }), title: row[2]
    });
    made.row = row;
    made.bindPopup(function () { return told(row); });
    return made;
  }

  function shape(kind) {
    var paths = {
      triangle: "M9 2 17 16H1z", square: "M2 2h14v14H2z", diamond: "M9 1l8 8-8 8-8-8z",
      circle: "M9 2a7 7 0 1 0 .01 0z", ring: "M9 2a7 7 0 1 0 .01 0z"
    };
    var drawn = part("svg", { width: 18, height: 18, viewBox: "0 0 18 18" });
    var hollow = kind.shape === "ring";
    drawn.appendChild(part("path", {
      d: paths[kind.shape], fill: hollow ? "none" : kind.colour, stroke: hollow ? kind.colour : "#0008",
      "stroke-width": hollow ? 3 : 1
    }));
    return drawn;
  }

  function personCluster(cluster) {
    var found = new Array(data.safeties.length).fill(0), children = cluster.getAllChildMarkers();
    children.forEach(function (marker) { found[marker.row[4]] += 1; });
    var told = children.length.toLocaleString("en");
    return ring(children.length, told, found, data.safeties.map(colour));
  }

  function told(row) {
    var box = element("div", "person");
    box.appendChild(element("strong", "", row[2]));
    [row[3], data.safeties[row[4]].label, row[5]].forEach(function (line) {
      if (line) { box.appendChild(element("div", "", line)); }
    });
    return box;
  }

  // Many at one point open as a list.
  function list(event) {
    var children = event.layer.getAllChildMarkers();
    var bounds = event.layer.getBounds();
    if (map.getZoom() < map.getMaxZoom() && !bounds.getNorthEast().equals(bounds.getSouthWest())) {
      event.layer.zoomToBounds({ padding: [30, 30] });
      return;
    }
    var box = element("div", "many");
    box.appendChild(element("strong", "", String(children.length)));
    children.slice(0, LISTED).forEach(function (marker) { box.appendChild(told(marker.row)); });
    if (children.length > LISTED) { box.appendChild(element("div", "", "…")); }
    L.popup({ maxHeight: 320 }).setLatLng(event.layer.getLatLng()).setContent(box).openOn(map);
  }

  // Names of places: the important first, none over another.
  function names() {
    var layer = L.layerGroup().addTo(map);
    function wide(told) {
      var sum = 12;
      Array.from(told).forEach(function (c) { sum += c >= "\u2e80" ? 13 : 7; });
      return sum;
    }
    function put(position, told, kind) {
      var icon = L.divIcon({ html: element("span", "", told), iconSize: [wide(told), 18],
                             className: kind });
      L.marker(position, { icon: icon, interactive: false, keyboard: false }).addTo(layer);
    }
    // What stands beside a ring belongs to it: the city of its largest group, where it covers nothing.
    function besideRings(taken) {
      var found = [];
      map.eachLayer(function (shown) {
        var drawn = shown.getElement && shown.getElement();
        if (!drawn || !drawn.classList.contains("ring")) { return; }
        var at = map.latLngToContainerPoint(shown.getLatLng()), size = drawn.offsetWidth / 2;
        var rows = shown.row ? [shown.row] : shown.getAllChildMarkers().map(function (child) {
          return child.row;
        });
        taken.push([at.x - size, at.y - size, at.x + size, at.y + size]);
        found.push({ at: at, size: size, named: false,
                     row: rows.reduce(function (a, b) { return b[2] > a[2] ? b : a; }) });
      });
      found.sort(function (a, b) { return b.size - a.size; });
      found.forEach(function (one) {
        if (typeof one.row[2] === "number") { beside(one, one.row[5], taken); }
      });
      return found;
    }
    function beside(ring, told, taken) {
      var half = wide(told) / 2, down = ring.size + 9, along = ring.size + half;
      var tried = [[0, down], [0, -down], [along, 0], [-along, 0]].map(function (by) {
        return ring.at.add(by);
      });
      var at = tried.find(function (one) { return !hit(around(one, half), taken); }) || tried[0];
      ring.named = true;
      put(map.containerPointToLatLng(at), told, "name city");
      taken.push(around(at, half));
    }
    function around(at, half) { return [at.x - half, at.y - 9, at.x + half, at.y + 9]; }
    function hit(box, taken) {
      return taken.some(function (o) {
        return box[0] < o[2] && box[2] > o[0] && box[1] < o[3] && box[3] > o[1];
      });
    }
    function covering(found, at) {
      return found.find(function (one) { return at.distanceTo(one.at) < one.size + 4; });
    }
    function write() {
      var taken = [], zoom = map.getZoom(), seen = map.getBounds();
      layer.clearLayers();
      var found = besideRings(taken);
      data.names.some(function (row) {
        if (row[3] > zoom || !seen.contains([row[0], row[1]])) { return false; }
        var at = map.latLngToContainerPoint([row[0], row[1]]), half = wide(row[2]) / 2;
        var over = covering(found, at);
        if (over && !over.named && !row[4]) { beside(over, row[2], taken); return false; }
        var box = around(at, half);
        if (hit(box, taken)) { return false; }
        taken.push(box);
        put([row[0], row[1]], row[2], row[4] ? "name state" : "name");
        return taken.length > 90;
      });
    }
    map.on("moveend", write);
    // The rings come together a moment after the zoom.
    map.on("zoomend", function () { setTimeout(write, 400); });
    rings.on("animationend", write);
    people.on("animationend", write);
    write();
    setTimeout(write, 400);
    return write;
  }

  function search() {
    var field = document.getElementById("find"), found = document.getElementById("found");
    if (!field) { return; }
    field.hidden = false;
    field.addEventListener("input", function () {
      var wanted = field.value.trim().toLowerCase(), shown = 0;
      found.replaceChildren();
      if (!wanted) { return; }
      all.some(function (row) {
        if ((row[2] + " " + row[3]).toLowerCase().indexOf(wanted) < 0) { return false; }
        var line = element("button");
        // Apart from each other, or an Arabic name would turn the case number round.
        line.append(element("bdi", "", row[2]), " · ", element("bdi", "", row[3]));
        line.addEventListener("click", function () { goTo(row); });
        found.appendChild(line);
        shown += 1;
        return shown >= 50;
      });
    });
  }

  function goTo(row) {
    if (row[0] === null) {
      L.popup().setLatLng(map.getCenter()).setContent(told(row)).openOn(map);
      return;
    }
    map.setView([row[0], row[1]], Math.max(map.getZoom(), 10));
    L.popup().setLatLng([row[0], row[1]]).setContent(told(row)).openOn(map);
  }

  function showPersons(rows) {
    all = rows;
    var placed = rows.filter(function (row) { return row[0] !== null; });
    people.addLayers(placed.map(person));
    begun();
  }

  function begun() {
    map.removeLayer(rings);
    map.addLayer(people);
    people.on("clusterclick", list);
    rename();
    search();
  }

  function bytes(told) {
    return Uint8Array.from(atob(told), function (letter) { return letter.charCodeAt(0); });
  }

  // AES-256-GCM under a key of PBKDF2-HMAC-SHA-256, by the browser's own WebCrypto.
  function decrypted(password) {
    var closed = data.closed, subtle = window.crypto.subtle;
    return subtle.importKey("raw", new TextEncoder().encode(password), "PBKDF2", false, ["deriveKey"])
      .then(function (key) {
        return subtle.deriveKey(
          { name: "PBKDF2", hash: "SHA-256", salt: bytes(closed.salt), iterations: closed.rounds },
          key, { name: "AES-GCM", length: 256 }, false, ["decrypt"]);
      })
      .then(function (key) {
        return subtle.decrypt({ name: "AES-GCM", iv: bytes(closed.iv) }, key, bytes(closed.text));
      })
      .then(function (plain) { return JSON.parse(new TextDecoder().decode(plain)); });
  }

  // A font: [family, weights, data: address].
  function wear(face) {
    document.fonts.add(new FontFace(face[0], "url(" + face[2] + ")", { weight: face[1] }));
  }

  function ask() {
    var form = document.getElementById("open"), answer = document.getElementById("answer");
    if (!form) { return; }
    if (!window.crypto || !window.crypto.subtle) {
      answer.textContent = data.words.no_crypto;
      return;
    }
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      answer.textContent = data.words.opening;
      decrypted(form.elements.password.value).then(function (found) {
        form.hidden = true;
        answer.textContent = "";
        found.faces.forEach(wear);
        showPersons(found.rows);
      }, function () { answer.textContent = data.words.wrong; });
    });
  }

  // On paper the map is narrower: what it shows then is everything, whatever was looked at.
  function onPaper() {
    var box = map.getContainer(), seen = map.getBounds();
    window.addEventListener("beforeprint", function () {
      seen = map.getBounds();
      box.classList.add("on-paper");
      map.invalidateSize({ animate: false });
      map.fitBounds(data.box, { animate: false, padding: [24, 24] });
    });
    window.addEventListener("afterprint", function () {
      box.classList.remove("on-paper");
      map.invalidateSize({ animate: false });
      map.fitBounds(seen, { animate: false });
    });
  }

  // Called last, when folium has made the map and its clusters.
  function begin(theMap, theRings, thePeople) {
    map = theMap;
    rings = theRings;
    people = thePeople;
    map.fitBounds(data.box, { animate: false, padding: [40, 40] });
    L.control.scale({ imperial: false }).addTo(map);
    rings.on("clusterclick", function (event) { event.layer.zoomToBounds({ padding: [40, 40] }); });
    rename = names();
    onPaper();
    if (data.rows) {
      all = data.unplaced.concat(people.getLayers().map(function (marker) { return marker.row; }));
      begun();
    }
    ask();
  }

  return { group: group, groupCluster: groupCluster, person: person, personCluster: personCluster,
           begin: begin };
})();
