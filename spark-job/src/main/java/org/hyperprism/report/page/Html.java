package org.hyperprism.report.page;

import java.util.List;
import org.hyperprism.report.drawing.Markup;
import org.hyperprism.report.figure.NumberTable;

/** HTML that is put together so that no text of a run is ever taken for a tag. */
final class Html {

  private final StringBuilder text = new StringBuilder();

  /**
   * Adds tags.
   *
   * @param format HTML of ours, with {@code %s} where a text of a run stands
   * @param texts are escaped
   */
  Html add(String format, Object... texts) {
    Object[] safe = new Object[texts.length];
    for (int i = 0; i < texts.length; i++) {
      safe[i] = Markup.escaped(String.valueOf(texts[i]));
    }
    text.append(format.formatted(safe)).append('\n');
    return this;
  }

  /** Adds what is HTML already. */
  Html addRaw(String html) {
    text.append(html);
    return this;
  }

  /** Adds a table that can be sorted and, where it is too wide, be moved, also by keyboard. */
  Html addTable(String id, String caption, NumberTable table) {
    add("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"%s\">", caption);
    add("<table id=\"%s\" class=\"sortable\">", id);
    add("<caption>%s</caption>", caption);
    text.append("<thead><tr>");
    for (String column : table.columns()) {
      text.append("<th scope=\"col\">").append(Markup.escaped(column)).append("</th>");
    }
    text.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : table.rows()) {
      text.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        String cell = Markup.escaped(row.get(i));
        text.append(i == 0 ? "<th scope=\"row\">" + cell + "</th>" : "<td>" + cell + "</td>");
      }
      text.append("</tr>\n");
    }
    text.append("</tbody>\n</table>\n</div>\n");
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
