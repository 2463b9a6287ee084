// What libraries of 2007 did to every page, and some still do.
(function () {
  // Prototype.js: lists and texts that know how to become JSON, twice.
  Array.prototype.toJSON = function () {
    return "[" + this.join(",") + "]";
  };
  String.prototype.toJSON = function () {
    return '"' + this + '"';
  };
  Object.prototype.toJSON = function () {
    return "{}";
  };

  // Everything has an each, and every for-in loop finds it.
  Object.prototype.each = Object.prototype.extend = function () {
    return this;
  };
  Array.prototype.contains = function (item) {
    return this.indexOf(item) >= 0;
  };

  // MooTools: another idea of what these do.
  Array.from = function (item) {
    return item == null ? [] : [item];
  };
  Function.prototype.bind = function (self) {
    var called = this;
    return function () {
      return called.apply(self, arguments);
    };
  };

  // Names that options of the browser have too.
  Object.prototype.signal = "none";
  Object.prototype.method = "DELETE";
  Object.prototype.mode = "no-cors";
  Object.prototype.body = "x";
  Object.prototype.credentials = "include";
  Object.prototype.attribute = false;
  Object.prototype.state = true;
  Object.prototype.type = Number;
  Object.prototype.key = "stolen";
  Object.prototype.detail = "mine";
  Object.prototype.style = "currency";
  Object.prototype.renderBefore = "here";
  Object.prototype.message = "Gotcha";
  Object.prototype.code = "own";

  window.$ = window.jQuery = function () {
    return [];
  };
})();
