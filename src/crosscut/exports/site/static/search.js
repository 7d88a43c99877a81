"use strict";
// Finds names as people type them: by initial consonants, with the keyboard in the other language, with a letter wrong.
(() => {
  const INITIALS = [..."ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"];
  const VOWELS = [..."ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"];
  const FINALS = ["", ..."ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"];
  const KEYS = new Map(Object.entries({
    ㄱ: "r", ㄲ: "r", ㄴ: "s", ㄷ: "e", ㄸ: "e", ㄹ: "f", ㅁ: "a", ㅂ: "q", ㅃ: "q", ㅅ: "t", ㅆ: "t", ㅇ: "d", ㅈ: "w", ㅉ: "w",
    ㅊ: "c", ㅋ: "z", ㅌ: "x", ㅍ: "v", ㅎ: "g", ㅏ: "k", ㅐ: "o", ㅑ: "i", ㅒ: "o", ㅓ: "j", ㅔ: "p", ㅕ: "u", ㅖ: "p", ㅗ: "h",
    ㅘ: "hk", ㅙ: "ho", ㅚ: "hl", ㅛ: "y", ㅜ: "n", ㅝ: "nj", ㅞ: "np", ㅟ: "nl", ㅠ: "b", ㅡ: "m", ㅢ: "ml", ㅣ: "l", ㄳ: "rt",
    ㄵ: "sw", ㄶ: "sg", ㄺ: "fr", ㄻ: "fa", ㄼ: "fq", ㄽ: "ft", ㄾ: "fx", ㄿ: "fv", ㅀ: "fg", ㅄ: "qt",
  }));
  const FIRST = 0xac00, LAST = 0xd7a3, OF_VOWEL = FINALS.length, OF_INITIAL = VOWELS.length * FINALS.length;

  /** Without case, width, spaces and punctuation; single letters of Hangul stay as they are typed. */
  const folded = (text) => text.normalize("NFC").replace(/[^\u3131-\u318e]+/g, (part) => part.normalize("NFKC")).toLowerCase().replace(/[\s\p{P}]+/gu, "");

  const letters = (sign) => {
    const code = sign.codePointAt(0);
    if (code < FIRST || code > LAST) return [sign];
    const place = code - FIRST;
    return [INITIALS[Math.floor(place / OF_INITIAL)], VOWELS[Math.floor((place % OF_INITIAL) / OF_VOWEL)], FINALS[place % OF_VOWEL]];
  };

  /** The keys that type a text on a Korean keyboard, whatever language it is set to. */
  const keys = (text) => [...text].flatMap(letters).map((letter) => KEYS.get(letter) ?? letter).join("");
  const initials = (text) => [...text].map((sign) => letters(sign)[0]).join("");
  const consonants = (text) => [...text].every((sign) => INITIALS.includes(sign));

  /** Whether somewhere in ``text`` stands ``wanted`` but for at most ``most`` letters. */
  const nearly = (text, wanted, most) => {
    let row = Array.from({ length: wanted.length + 1 }, (_, place) => place);
    for (const letter of text) {
      const next = [0];
      for (let place = 1; place <= wanted.length; place += 1) {
        const same = row[place - 1] + (wanted[place - 1] === letter ? 0 : 1);
        next.push(Math.min(same, row[place] + 1, next[place - 1] + 1));
      }
      if (next[wanted.length] <= most) return true;
      row = next;
    }
    return false;
  };

  const allowed = (wanted) => (wanted.length < 5 ? 0 : wanted.length < 12 ? 1 : 2);

  /** A function from what was typed to the places of the texts that hold it, and whether they hold it but nearly. */
  crosscut.searcher = (texts) => {
    const all = texts.map((text) => text.split("\u0001").map(folded).join("\u0001"));
    const typed = all.map(keys);
    const places = all.map((_, place) => place);
    let starts = null;
    const holds = (word) => {
      if (consonants(word)) {
        starts ??= all.map(initials);
        return (place) => starts[place].includes(word) || all[place].includes(word);
      }
      const wanted = keys(word);
      return (place) => all[place].includes(word) || typed[place].includes(wanted);
    };
    const almost = (word) => {
      const wanted = keys(word);
      return (place) => nearly(typed[place], wanted, allowed(wanted));
    };
    return (query) => {
      const words = query.split(/\s+/).map(folded).filter(Boolean);
      const found = (test) => words.map(test).reduce((left, each) => left.filter(each), places);
      const exact = found(holds);
      if (exact.length || words.length === 0) return { found: exact, nearly: false };
      return { found: found(almost), nearly: true };
    };
  };
})();
