/**
 * The page that {@code hyperprism report} writes: which figures and tables it has, in words and
 * HTML.
 *
 * <pre>{@code
 * List<RecordedRun> runs = RecordedRuns.read(List.of("runs/base"), HadoopSettings.current());
 * RunLinks links = new RecordedLinks(HadoopSettings.current());
 * ReportPage page = new ReportPage(runs, links);
 * byte[] html = page.html();
 * Map<String, byte[]> files = FigureFiles.of(page.figures(), FigureSize.ofPaper(8.5, 8));
 * }</pre>
 *
 * <p>Every text of a run goes through {@code Html}, which escapes it; a content security policy
 * lets the page run its own script alone and ask for nothing. Colours are those of the drawings;
 * the style turns them for a dark screen by their attributes. {@code GraphFrame} is one figure of
 * such a page, for a notebook.
 *
 * <p>What may come in: another figure, in the class of its section, or another table.
 */
@NullMarked
package org.hyperprism.report.page;

import org.jspecify.annotations.NullMarked;
