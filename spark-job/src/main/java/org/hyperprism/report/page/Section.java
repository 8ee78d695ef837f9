package org.hyperprism.report.page;

import java.util.List;
import org.hyperprism.report.figure.Figure;

/**
 * Figures that belong together.
 *
 * @param id fit for the address of a place on a page
 * @param title of the section
 * @param figures may be none
 * @param missing a sentence for each figure that the files do not suffice for
 */
record Section(String id, String title, List<Figure> figures, List<String> missing) {

  Section {
    figures = List.copyOf(figures);
    missing = List.copyOf(missing);
  }
}
