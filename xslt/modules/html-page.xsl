<?xml version="1.0" encoding="UTF-8"?>
<!-- What stands around the text on every page: bar, card, colophon, icons. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xpath-default-namespace="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <xsl:variable name="kinds" as="xs:string+" select="'person', 'place', 'org', 'date', 'citation'"/>

  <!-- Whether there is anything of a kind to be made visible. -->
  <xsl:function name="f:occurs" as="xs:boolean">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="text" as="element()*"/>
    <xsl:sequence select="
      if ($kind eq 'citation') then exists($text//tei:bibl)
      else if ($kind eq 'person') then exists($text//tei:persName)
      else if ($kind eq 'org') then exists($text//tei:orgName)
      else if ($kind eq 'date') then exists($text//tei:date)
      else exists($text//(tei:placeName | tei:geogName | tei:country | tei:settlement | tei:region | tei:bloc | tei:district))"/>
  </xsl:function>

  <xsl:template name="f:html-bar" as="element(header)">
    <xsl:context-item as="element(tei:TEI)" use="required"/>
    <header class="bar">
      <button type="button" class="icon scripted" id="open-contents" aria-controls="contents" aria-expanded="false"
              aria-label="{f:word('contents')}" title="{f:word('contents')}">
        <xsl:sequence select="f:icon('M4 6h16M4 12h16M4 18h10')"/>
      </button>
      <xsl:if test="$home ne ''">
        <a class="icon home" href="{$home}" aria-label="{f:word('site')}" title="{f:word('site')}">
          <xsl:sequence select="f:icon('M4 11l8-7 8 7v9h-5v-6h-6v6H4z')"/>
        </a>
      </xsl:if>
      <p class="bar-title"><a href="#top"><xsl:value-of select="f:main-title(.)"/></a></p>
      <xsl:variable name="text" as="element()*" select="tei:text"/>
      <xsl:where-populated>
        <div class="kinds scripted" role="group" aria-label="{f:word('highlight')}">
          <xsl:for-each select="$kinds[f:occurs(., $text)]">
            <button type="button" class="kind {.}" data-kind="{.}" aria-pressed="false"><xsl:value-of select="f:word('kind-' || .)"/></button>
          </xsl:for-each>
        </div>
      </xsl:where-populated>
      <xsl:call-template name="f:html-search"/>
      <button type="button" class="icon scripted" id="theme" aria-label="{f:word('theme')}" title="{f:word('theme')}">
        <xsl:sequence select="f:icon('M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18')"/>
      </button>
    </header>
  </xsl:template>

  <xsl:template name="f:html-search" as="element()">
    <form class="search scripted" role="search" id="search" autocomplete="off">
      <xsl:if test="$home ne ''">
        <xsl:attribute name="data-home" select="$home"/>
        <xsl:attribute name="data-names" select="$together || 'search/'"/>
      </xsl:if>
      <label class="unseen" for="query"><xsl:value-of select="f:word('search')"/></label>
      <input type="search" id="query" placeholder="{f:word('search')}" aria-controls="results" aria-keyshortcuts="/"/>
      <xsl:sequence select="f:results()"/>
    </form>
  </xsl:template>

  <!-- The pop-up that shows a note or a name where it was tapped. `citing` is the folder with scripts that have what each
       article cites; "" where the page has it itself. -->
  <xsl:function name="f:html-card" as="element(div)">
    <xsl:param name="citing" as="xs:string"/>
    <div id="card" class="card" popover="auto" role="dialog" aria-label="{f:word('details')}" tabindex="-1"
         data-citing="{$citing}" data-cite="{f:word('cite-this')}" data-contexts="{f:word('in-context')}" data-copy="{f:word('copy')}" data-copied="{f:word('copied')}" data-download="{f:word('download')}" data-more="{f:word('places-n')}"
         data-note="{f:word('hit-note')}" data-paragraph="{f:word('hit-paragraph')}">
      <div class="card-body"/>
      <p class="card-foot">
        <a class="card-more" href="#text" data-note="{f:word('to-note')}" data-entry="{f:word('to-entry')}"/>
        <button type="button" class="card-close" popovertarget="card" popovertargetaction="hide"><xsl:value-of select="f:word('close')"/></button>
      </p>
    </div>
  </xsl:function>

  <xsl:function name="f:icon" as="element()">
    <xsl:param name="path" as="xs:string"/>
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="20" height="20" fill="none" stroke="currentColor"
         stroke-width="1.75" stroke-linecap="round" aria-hidden="true" focusable="false">
      <path d="{$path}"/>
    </svg>
  </xsl:function>

  <!-- ==== abstract, citing, downloading ==== -->

  <!-- Abstract and keywords as the header has them, where the text itself does not begin with them. -->
  <xsl:function name="f:html-summary" as="element(aside)?">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:variable name="abstracts" as="element(tei:abstract)*" select="$article/tei:teiHeader/tei:profileDesc/tei:abstract[not(f:stands-in-text(., $article))]"/>
    <xsl:variable name="keywords" as="xs:string*" select="f:keywords($article)"/>
    <xsl:if test="exists($abstracts) or exists($keywords)">
      <aside class="summary" data-made="header" aria-label="{f:word(if (exists($abstracts)) then 'abstract' else 'keywords')}">
        <xsl:for-each select="$abstracts">
          <div>
            <xsl:sequence select="f:language-attribute(.)"/>
            <p class="summary-head"><xsl:value-of select="f:word('abstract')"/></p>
            <xsl:for-each select="(* except tei:head)[normalize-space()]"><p data-unit="abstract"><xsl:value-of select="f:printed(.)"/></p></xsl:for-each>
          </div>
        </xsl:for-each>
        <xsl:if test="exists($keywords)">
          <p class="keywords"><b><xsl:value-of select="f:word('keywords') || f:word('colon')"/></b><xsl:value-of select="string-join($keywords, f:word('semicolon'))"/></p>
        </xsl:if>
      </aside>
    </xsl:if>
  </xsl:function>

  <xsl:param name="downloads" as="xs:string" select="'{}'">
    <!-- JSON object: the files that lie beside the page, by kind: pdf, xml, epub, bib, ris, csl.json. -->
  </xsl:param>
  <xsl:variable name="beside" as="map(*)" select="parse-json($downloads)"/>

  <xsl:template name="f:html-cite" as="element(section)">
    <xsl:context-item as="element(tei:TEI)" use="required"/>
    <section id="cite" class="cite" aria-labelledby="cite-head">
      <h2 id="cite-head"><xsl:value-of select="f:word('cite')"/></h2>
      <dl>
        <xsl:sequence select="f:citable('Chicago', 'chicago', f:cite-chicago(.)), f:citable('GB/T 7714', 'gbt', f:cite-gbt(.)),
          f:citable('ГОСТ Р 7.0.100', 'gost', f:cite-gost(.)), f:citable('MLA', 'mla', f:cite-mla(.)), f:citable('BibTeX', 'bibtex', f:cite-bibtex(.))"/>
      </dl>
      <xsl:call-template name="f:html-downloads"/>
    </section>
  </xsl:template>

  <xsl:function name="f:citable" as="element()+">
    <xsl:param name="style" as="xs:string"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="text" as="xs:string"/>
    <dt><xsl:value-of select="$style"/></dt>
    <dd>
      <xsl:element name="{if ($key eq 'bibtex') then 'pre' else 'p'}">
        <xsl:attribute name="id" select="'cite-' || $key"/>
        <xsl:value-of select="$text"/>
      </xsl:element>
      <button type="button" class="copy scripted" data-copies="cite-{$key}" data-done="{f:word('copied')}" aria-label="{f:word('copy')} {$style}"><xsl:value-of select="f:word('copy')"/></button>
    </dd>
  </xsl:function>

  <xsl:template name="f:html-downloads" as="element(p)?">
    <xsl:context-item as="element(tei:TEI)" use="required"/>
    <xsl:variable name="kinds" as="xs:string*" select="
      ('pdf', 'epub', 'xml')[exists($beside(.))], if (exists(f:citations(.))) then ('bib', 'ris', 'csl.json')[exists($beside(.))] else ()"/>
    <xsl:if test="exists($kinds)">
      <p class="downloads">
        <b><xsl:value-of select="f:word('download') || f:word('colon')"/></b>
        <xsl:for-each select="$kinds">
          <xsl:text> </xsl:text>
          <a href="{$beside(.)}">
            <xsl:value-of select="let $name := map { 'pdf': 'PDF', 'epub': 'EPUB', 'xml': 'TEI', 'bib': 'BibTeX', 'ris': 'RIS', 'csl.json': 'CSL-JSON' }(.)
              return if (. = ('pdf', 'epub', 'xml')) then $name else f:word('citations-as', $name)"/>
          </a>
        </xsl:for-each>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template name="f:html-colophon" as="element(footer)">
    <xsl:context-item as="element(tei:TEI)" use="required"/>
    <xsl:variable name="licence" as="element()?" select="f:licence(.)"/>
    <xsl:variable name="program" as="element()?" select="(tei:teiHeader/tei:encodingDesc/tei:appInfo/tei:application)[1]"/>
    <footer class="colophon" id="colophon">
      <h2><xsl:value-of select="f:word('about')"/></h2>
      <dl>
        <xsl:sequence select="f:term('source', f:source-line(.))"/>
        <xsl:for-each select="tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:funder">
          <xsl:sequence select="f:term('funder', normalize-space(.))"/>
        </xsl:for-each>
        <dt><xsl:value-of select="f:word('licence')"/></dt>
        <dd>
          <xsl:choose>
            <xsl:when test="exists(f:licence-address(.))"><a href="{f:licence-address(.)}" rel="license"><xsl:value-of select="normalize-space($licence)"/></a></xsl:when>
            <xsl:when test="$licence"><xsl:value-of select="normalize-space($licence)"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="f:word('licence-unknown')"/></xsl:otherwise>
          </xsl:choose>
        </dd>
        <xsl:sequence select="f:term('encoding', string-join(($program/@ident, $program/@version), ' '))"/>
      </dl>
    </footer>
  </xsl:template>

  <xsl:function name="f:term" as="element()*">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:if test="$value ne ''">
      <dt><xsl:value-of select="f:word($key)"/></dt>
      <dd><xsl:value-of select="$value"/></dd>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:source-line" as="xs:string">
    <xsl:param name="article" as="element(tei:TEI)"/>
    <xsl:sequence select="string-join((string-join(f:authors($article), f:word('comma')), f:title($article),
        string-join((f:series($article), f:number($article))[. ne ''], ' '), f:source-date($article) ! f:say-date(.))[. ne ''],
        f:word('comma'))"/>
  </xsl:function>
</xsl:stylesheet>
