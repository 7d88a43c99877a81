"use strict";
// The menu on small screens, the list of sections, and what starts when the page is there.
(() => {
  const menu = () => {
    const button = document.querySelector(".menu-button");
    button.addEventListener("click", () => {
      const open = document.getElementById("menu").classList.toggle("open");
      button.setAttribute("aria-expanded", String(open));
    });
  };

  const sections = () => {
    const links = new Map([...document.querySelectorAll(".in-page a")].map((link) => [link.hash.slice(1), link]));
    const watcher = new IntersectionObserver((entries) => {
      for (const entry of entries.filter((each) => each.isIntersecting)) {
        links.forEach((link, id) => link.classList.toggle("current", id === entry.target.getAttribute("aria-labelledby")));
      }
    }, { rootMargin: "-10% 0px -70% 0px" });
    document.querySelectorAll("main > section").forEach((section) => watcher.observe(section));
  };

  const language = () => {
    for (const link of document.querySelectorAll("[data-language]")) {
      link.addEventListener("click", () => { link.hash = window.location.hash; });
    }
  };

  document.addEventListener("DOMContentLoaded", () => {
    menu();
    sections();
    language();
    crosscut.charts();
    crosscut.flows();
    crosscut.simulator().catch((error) => console.warn("simulator", error));
    for (const place of document.querySelectorAll("[data-listing]")) {
      crosscut[place.dataset.listing](place).catch((error) => console.warn("list", error));
    }
  });
})();
