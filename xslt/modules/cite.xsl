<?xml version="1.0" encoding="UTF-8"?>
<!-- How the article itself is cited: Chicago (18th ed., bibliography), MLA (9th ed.), GB/T 7714-2015, ГОСТ Р 7.0.100-2018, BibTeX.
     All are plain text, to be copied. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                exclude-result-prefixes="#all">

  <xsl:function name="f:scope" as="xs:string">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:param name="unit" as="xs:string"/>
    <xsl:sequence select="normalize-space(string((f:source-imprint($article)/tei:biblScope[@unit = $unit],
      f:source-imprint($article)/../tei:biblScope[@unit = $unit])[1]))"/>
  </xsl:function>

  <xsl:function name="f:identifier" as="xs:string">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:variable name="found" as="element(tei:idno)*" select="
      $article/tei:teiHeader/tei:fileDesc/(tei:sourceDesc//tei:biblStruct, tei:publicationStmt)//tei:idno[upper-case(@type) eq $type]"/>
    <xsl:sequence select="replace(normalize-space(string($found[1])), '^(https?://(dx\.)?doi\.org/|doi:\s*)', '', 'i')"/>
  </xsl:function>

  <xsl:function name="f:source-year" as="xs:string">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="replace(string(f:source-date($article)), '^(-?\d+).*$', '$1')"/>
  </xsl:function>

  <!-- "45-67" as its first and its last page. -->
  <xsl:function name="f:pages" as="xs:string*">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="tokenize(f:scope($article, 'page'), '\s*[-–—]\s*')[. ne '']"/>
  </xsl:function>

  <xsl:function name="f:family-first" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="($heading-of($name)?1, $name)[1]"/>
  </xsl:function>

  <!-- "Acheson, Dean G." as family name and initials: Acheson, D. G.; a name that is not turned round stays whole. -->
  <xsl:function name="f:initials" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="string-join(tokenize(substring-after(f:family-first($name), ', '), '[\s.]+')[. ne ''] ! (upper-case(substring(., 1, 1)) || '.'), ' ')"/>
  </xsl:function>

  <xsl:function name="f:family" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="replace(f:family-first($name), ',.*$', '')"/>
  </xsl:function>

  <xsl:function name="f:doi-address" as="xs:string">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:variable name="doi" as="xs:string" select="f:identifier($article, 'DOI')"/>
    <xsl:sequence select="if ($doi ne '') then f:resolved('DOI', $doi) else ''"/>
  </xsl:function>

  <xsl:function name="f:stop" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="if (matches($text, '[.!?。！？]$')) then $text else $text || '.'"/>
  </xsl:function>

  <!-- The first author family name first, the others as they are written; of more than `most` the first `some`. -->
  <xsl:function name="f:authors-in-list" as="xs:string">
    <xsl:param name="authors" as="xs:string*"/>
    <xsl:param name="most" as="xs:integer"/>
    <xsl:param name="some" as="xs:integer"/>
    <xsl:variable name="names" as="xs:string*" select="head($authors) ! f:family-first(.), tail($authors)"/>
    <xsl:sequence select="
      if (count($names) le 1) then string($names)
      else if (count($names) gt $most) then string-join((subsequence($names, 1, $some), 'et al.'), ', ')
      else string-join($names[position() lt last()], ', ') || (if ($names[3] or contains($names[1], ',')) then ',' else '') || ' and ' || $names[last()]"/>
  </xsl:function>

  <!-- 121–46, 101–8: the last page without what it has in common with the first (CMOS 9.63; cite.js does the same). -->
  <xsl:function name="f:page-range" as="xs:string">
    <xsl:param name="pages" as="xs:string*"/>
    <xsl:variable name="first" as="xs:string" select="string($pages[1])"/>
    <xsl:variable name="last" as="xs:string" select="string($pages[2])"/>
    <xsl:variable name="length" as="xs:integer" select="string-length($first)"/>
    <xsl:variable name="same" as="xs:integer" select="
      ((1 to $length)[substring($first, ., 1) ne substring($last, ., 1)], $length)[1] - 1"/>
    <xsl:variable name="kept" as="xs:integer" select="
      if ($same eq $length - 1 and substring($first, $length - 1, 1) eq '0') then 1 else max((2, $length - $same))"/>
    <xsl:sequence select="
      if (not(matches($first, '^\d{3,}$')) or string-length($last) ne $length or ends-with($first, '00')) then string-join($pages, '–')
      else $first || '–' || substring($last, $length - $kept + 1)"/>
  </xsl:function>

  <xsl:function name="f:cite-chicago" as="xs:string">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:variable name="volume" as="xs:string" select="f:scope($article, 'volume')"/>
    <xsl:variable name="number" as="xs:string*" select="f:number($article)[. ne ''] ! ('no. ' || .)"/>
    <xsl:variable name="where" as="xs:string" select="string-join((f:series($article)[. ne ''] ! string-join((., $volume[. ne '']), ' '), $number), ', ')"/>
    <xsl:variable name="year" as="xs:string" select="f:source-year($article)"/>
    <xsl:variable name="dated" as="xs:string" select="if ($where eq '') then $year else string-join(($where, $year[. ne ''] ! ('(' || . || ')')), ' ')"/>
    <xsl:sequence select="string-join((
      f:authors-in-list(f:authors($article), 6, 3)[. ne ''] ! f:stop(.), '“' || f:stop(f:title($article)) || '”',
      string-join(($dated[. ne ''], f:page-range(f:pages($article))[. ne '']), ': ')[. ne ''] ! f:stop(.),
      f:doi-address($article)[. ne ''] ! f:stop(.)), ' ')"/>
  </xsl:function>

  <xsl:function name="f:cite-mla" as="xs:string">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:variable name="pages" as="xs:string*" select="f:pages($article)"/>
    <xsl:variable name="parts" as="xs:string*" select="
      f:series($article), f:scope($article, 'volume')[. ne ''] ! ('vol. ' || .), f:number($article)[. ne ''] ! ('no. ' || .), f:source-year($article),
      f:page-range($pages)[. ne ''] ! ((if ($pages[2]) then 'pp. ' else 'p. ') || .), f:doi-address($article)"/>
    <xsl:sequence select="string-join((f:authors-in-list(f:authors($article), 2, 1)[. ne ''] ! f:stop(.), '“' || f:stop(f:title($article)) || '”',
      f:stop(string-join($parts[. ne ''], ', '))[. ne '.']), ' ')"/>
  </xsl:function>

  <!-- An author of the West by family name in capitals and initials without stops, at most three. -->
  <xsl:function name="f:cite-gbt" as="xs:string">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:variable name="names" as="xs:string*" select="f:authors($article) !
      string-join((if (contains(f:family-first(.), ',')) then upper-case(f:family(.)) else ., translate(f:initials(.), '.', '')[. ne '']), ' ')"/>
    <xsl:variable name="some" as="xs:string" select="string-join((subsequence($names, 1, 3), if (count($names) gt 3) then (if ($is-east-asian) then '等' else if ($interface eq 'ru') then 'и др.' else 'et al.') else ()), ', ')"/>
    <xsl:variable name="number" as="xs:string" select="f:number($article)"/>
    <xsl:variable name="volume" as="xs:string" select="string-join((f:source-year($article), f:scope($article, 'volume'))[. ne ''], ', ')"/>
    <xsl:variable name="where" as="xs:string" select="string-join((f:series($article), $volume || $number[. ne ''] ! ('(' || . || ')'))[. ne ''], ', ')"/>
    <xsl:variable name="kind" as="xs:string" select="if (f:series($article) ne '') then '[J]' else '[Z]'"/>
    <xsl:sequence select="string-join(($some[. ne ''] ! f:stop(.), f:title($article) || $kind || '.',
      f:stop(string-join(($where[. ne ''], string-join(f:pages($article), '-')[. ne '']), ': '))[. ne '.'],
      f:identifier($article, 'DOI')[. ne ''] ! ('DOI:' || . || '.')), ' ')"/>
  </xsl:function>

  <!-- Words of the description are those of the article's own language: Т., № and С. in a Russian one, else Vol., no. and P. -->
  <xsl:function name="f:cite-gost" as="xs:string">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:variable name="labels" as="xs:string+" select="
      if ($interface eq 'ru') then ('Т. ', '№ ', 'С. ') else if ($interface eq 'de') then ('Bd. ', 'Nr. ', 'S. ') else ('Vol. ', 'no. ', 'P. ')"/>
    <xsl:variable name="authors" as="xs:string*" select="f:authors($article)"/>
    <xsl:variable name="straight" as="xs:string*" select="$authors ! string-join((f:initials(.)[. ne ''], f:family(.)), ' ')"/>
    <xsl:variable name="head" as="xs:string*" select="$authors[1] ! string-join((f:family(.), f:initials(.)[. ne '']), ', ')"/>
    <xsl:variable name="volume" as="xs:string" select="string-join((f:scope($article, 'volume')[. ne ''] ! ($labels[1] || .),
      f:number($article)[. ne ''] ! ($labels[2] || .)), ', ')"/>
    <xsl:variable name="said" as="xs:string" select="string-join((f:title($article), string-join($straight, ', ')[. ne '']), ' / ')"/>
    <xsl:variable name="where" as="xs:string" select="string-join((f:series($article), f:source-year($article), $volume,
      string-join(f:pages($article), '–')[. ne ''] ! ($labels[3] || .), f:identifier($article, 'DOI')[. ne ''] ! ('DOI ' || .))[. ne ''], '. — ')"/>
    <xsl:sequence select="string-join(($head ! f:stop(.), f:stop(string-join(($said, $where[. ne '']), ' // '))), ' ')"/>
  </xsl:function>

  <xsl:function name="f:cite-bibtex" as="xs:string">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:variable name="fields" as="xs:string*" select="
      f:bibtex-field('author', string-join(f:authors($article) ! f:family-first(.), ' and ')), f:bibtex-field('title', f:title($article)),
      f:bibtex-field('journal', f:series($article)), f:bibtex-field('volume', f:scope($article, 'volume')), f:bibtex-field('number', f:number($article)),
      f:bibtex-field('year', f:source-year($article)), f:bibtex-field('pages', string-join(f:pages($article), '--')),
      f:bibtex-field('doi', f:identifier($article, 'DOI')), f:bibtex-field('issn', f:identifier($article, 'ISSN')),
      f:bibtex-field('language', string($article/@xml:lang))"/>
    <xsl:variable name="key" as="xs:string" select="replace(string-join((f:authors($article)[1] ! f:family(.), f:source-year($article))), '[^\p{L}\p{N}]+', '')"/>
    <xsl:sequence select="'@' || (if (f:series($article) ne '') then 'article' else 'misc') || '{' || ($key[. ne ''], 'article')[1] || ',&#10;'
      || string-join($fields, ',&#10;') || '&#10;}'"/>
  </xsl:function>

  <xsl:function name="f:bibtex-field" as="xs:string?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:if test="$value ne ''">
      <xsl:sequence select="'  ' || $name || ' = {' || replace(translate($value, '{}\', ''), '([&amp;%$#_])', '\\$1') || '}'"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
