"use strict";
// Tables that sort, rounds to step through, the numbers of a figure as a CSV file, and a page of a run that goes on loaded anew. The page says all it has to say without this.
(() => {
  document.documentElement.classList.add("scripted");

  const leadingNumber = /^[-+]?\d+(\.\d+)?(e[-+]?\d+)?/i;

  // A cell without a number comes last, whichever way a column of numbers is sorted.
  const value = (row, column) => {
    const text = row.cells[column].textContent.trim();
    const number = leadingNumber.exec(text);
    return { text, number: number ? Number(number[0]) : null };
  };

  const sort = (table, column, descending) => {
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row) => ({ row, value: value(row, column) }));
    const numeric = rows.some((each) => each.value.number !== null);
    rows.sort((one, other) => {
      if (numeric) {
        const a = one.value.number;
        const b = other.value.number;
        if (a === null || b === null) {
          return (a === null) - (b === null);
        }
        return descending ? b - a : a - b;
      }
      const order = one.value.text < other.value.text ? -1 : one.value.text > other.value.text ? 1 : 0;
      return descending ? -order : order;
    });
    rows.forEach((each) => body.append(each.row));
  };

  for (const table of document.querySelectorAll("table.sortable")) {
    const headers = [...table.tHead.rows[0].cells];
    headers.forEach((header, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = header.textContent;
      button.title = "Sort";
      header.replaceChildren(button);
      button.addEventListener("click", () => {
        const descending = header.getAttribute("aria-sort") === "ascending";
        headers.forEach((other) => other.removeAttribute("aria-sort"));
        header.setAttribute("aria-sort", descending ? "descending" : "ascending");
        sort(table, column, descending);
      });
      const cells = [...table.tBodies[0].rows].map((row) => row.cells[column]);
      if (column > 0 && cells.some((cell) => /\d/.test(cell.textContent))
          && cells.every((cell) => /^(-|never.*|[-+]?\d[\d.e+-]*( ± [\d.]+)?|)$/.test(cell.textContent.trim()))) {
        [header, ...cells].forEach((cell) => cell.classList.add("number"));
      }
    });
  }

  for (const steps of document.querySelectorAll(".steps")) {
    const slider = steps.querySelector("input");
    if (!slider) {
      continue;
    }
    const svg = document.querySelector(`#${steps.dataset.steps} svg`);
    const pictures = [...svg.querySelectorAll('g[id*="-step-"]')];
    const words = [...steps.querySelectorAll("li")].map((item) => item.textContent);
    const output = steps.querySelector("output");
    const label = svg.getAttribute("aria-label").replace(`${words[0]}.`, "");
    const buttons = [...steps.querySelectorAll("button")];
    const show = () => {
      const step = Number(slider.value) - 1;
      pictures.forEach((picture, place) => {
        picture.classList.toggle("shown", place === step);
        picture.classList.toggle("away", place !== step);
      });
      output.textContent = words[step];
      slider.setAttribute("aria-valuetext", words[step]);
      svg.setAttribute("aria-label", `${label}${words[step]}.`);
      buttons[0].disabled = step === 0;
      buttons[1].disabled = step === pictures.length - 1;
    };
    slider.addEventListener("input", show);
    buttons.forEach((button, place) => button.addEventListener("click", () => {
      slider.value = Number(slider.value) + (place === 0 ? -1 : 1);
      show();
      if (button.disabled) {
        slider.focus();
      }
    }));
    show();
  }

  const reload = document.getElementById("reload");
  if (reload) {
    setInterval(() => {
      if (reload.checked) {
        location.reload();
      }
    }, 5000);
  }

  const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

  for (const button of document.querySelectorAll("button[data-table]")) {
    button.addEventListener("click", () => {
      const rows = [...document.getElementById(button.dataset.table).rows];
      const csv = rows.map((row) => [...row.cells].map((cell) => quoted(cell.textContent)).join(",") + "\n");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob(csv, { type: "text/csv" }));
      link.download = button.dataset.file;
      link.click();
      URL.revokeObjectURL(link.href);
    });
  }
})();
