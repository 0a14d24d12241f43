<?xml version="1.0" encoding="UTF-8"?>
<!-- A page of the citation index of many articles together: all of it, or a stretch of one of its parts, or the overview.
     Input: a teiCorpus with, of each article, its title, the items of this page and the entries that they lead to. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xpath-default-namespace="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <xsl:import href="index-html.xsl"/>

  <xsl:param name="sections" as="xs:string" select="'head citations correspondence by-date'"/>
  <xsl:param name="index-name" as="xs:string" select="'all'"/>
  <xsl:param name="near" as="xs:string" select="''">
    <!-- JSON: the page before and the page after, each {"label", "href"} or null. -->
  </xsl:param>
  <xsl:param name="lists" as="xs:string" select="''">
    <!-- JSON: for each kind of page (article, archival, work, document, letter) its pages, each {"label", "href"}. -->
  </xsl:param>

  <xsl:variable name="shown" as="xs:string*" select="tokenize($sections)"/>

  <xsl:template match="tei:teiCorpus" mode="m:html" as="element()">
    <xsl:variable name="lists-of-page" as="element()*" select="f:shown-sections(.)"/>
    <html lang="{$article-language}">
      <head>
        <xsl:sequence select="f:basic-head(f:word('citations'))"/>
        <xsl:call-template name="f:html-assets"/>
      </head>
      <body id="top" class="index-page">
        <a class="skip" href="#text"><xsl:value-of select="f:word('skip')"/></a>
        <xsl:sequence select="f:index-bar(f:word('citations'))"/>
        <div class="page">
          <xsl:sequence select="if ($shown = 'overview') then f:overview-contents() else f:index-contents($lists-of-page)"/>
          <main id="text" tabindex="-1">
            <xsl:sequence select="if ($shown = 'head') then f:index-head(tei:TEI) else f:page-head()"/>
            <xsl:sequence select="f:near-pages()"/>
            <xsl:sequence select="$lists-of-page"/>
            <xsl:sequence select="if ($shown = 'overview') then $kinds ! f:list-of-pages(.) else f:near-pages()"/>
          </main>
        </div>
        <xsl:sequence select="f:html-card($citing)"/>
      </body>
    </html>
  </xsl:template>

  <xsl:function name="f:shown-sections" as="element()*">
    <xsl:param name="corpus" as="element(tei:teiCorpus)"/>
    <xsl:sequence select="
      if ($shown = 'citations') then f:citation-index($corpus/tei:TEI ! f:citations(.)) else (),
      if ($shown = 'correspondence') then f:correspondence(f:letters($corpus/tei:TEI)) else (),
      if ($shown = 'by-date') then f:by-date($corpus/tei:TEI ! f:documents(.)) else ()"/>
  </xsl:function>

  <xsl:function name="f:index-contents" as="element(nav)">
    <xsl:param name="lists" as="element()*"/>
    <nav id="contents" class="contents" aria-label="{f:word('contents')}">
      <h2><xsl:value-of select="f:word('contents')"/></h2>
      <ol>
        <xsl:for-each select="$lists/@id">
          <xsl:sequence select="f:contents-line(.)"/>
        </xsl:for-each>
      </ol>
    </nav>
  </xsl:function>

  <!-- On a page with few items of an article it says how many the article has in all. -->
  <xsl:function name="f:index-head" as="element(header)">
    <xsl:param name="articles" as="element(tei:TEI)*"/>
    <header class="index-page-head">
      <h1><xsl:value-of select="f:word('citations')"/></h1>
      <ul>
        <xsl:for-each select="$articles">
          <li>
            <a href="{f:edition-of(.)}"><xsl:value-of select="f:title(.)"/></a>
            <span class="entry-about"><xsl:value-of select="f:word('cited-items', string(@cited))"/></span>
          </li>
        </xsl:for-each>
      </ul>
    </header>
  </xsl:function>

  <xsl:function name="f:page-head" as="element(header)">
    <header class="index-page-head">
      <h1><xsl:value-of select="f:word('citations')"/></h1>
    </header>
  </xsl:function>

  <xsl:function name="f:near-pages" as="element(nav)?">
    <xsl:if test="$near ne ''">
      <xsl:variable name="pages" as="array(*)" select="parse-json($near)"/>
      <nav class="near-pages" aria-label="{f:word('contents')}">
        <p>
          <xsl:sequence select="$pages(1) ! f:page-link(., '← ' || ?label, 'prev')"/>
          <xsl:text> </xsl:text>
          <a href="{encode-for-uri($index-name)}.citations.html" rel="up"><xsl:value-of select="f:word('contents')"/></a>
          <xsl:text> </xsl:text>
          <xsl:sequence select="$pages(2) ! f:page-link(., ?label || ' →', 'next')"/>
        </p>
      </nav>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:page-link" as="element(a)">
    <xsl:param name="page" as="map(*)"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="relation" as="xs:string?"/>
    <a href="{$page?href}">
      <xsl:if test="$relation"><xsl:attribute name="rel" select="$relation"/></xsl:if>
      <xsl:value-of select="$words"/>
    </a>
  </xsl:function>

  <!-- ==== the overview ==== -->

  <xsl:variable name="kinds" as="xs:string+" select="'article', 'archival', 'work', 'letter', 'document'"/>
  <xsl:variable name="kind-words" as="map(xs:string, xs:string)" select="
    map { 'article': 'articles', 'archival': 'by-archive', 'work': 'works', 'letter': 'correspondence', 'document': 'by-date' }"/>

  <xsl:function name="f:pages-of" as="map(*)*">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="if ($lists eq '') then () else parse-json($lists)($kind)?*"/>
  </xsl:function>

  <xsl:function name="f:overview-contents" as="element(nav)">
    <nav id="contents" class="contents" aria-label="{f:word('contents')}">
      <h2><xsl:value-of select="f:word('contents')"/></h2>
      <ol>
        <xsl:for-each select="$kinds[exists(f:pages-of(.))]">
          <li><a href="#pages-{.}"><xsl:value-of select="f:word($kind-words(.))"/></a></li>
        </xsl:for-each>
      </ol>
    </nav>
  </xsl:function>

  <xsl:function name="f:list-of-pages" as="element(section)?">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="pages" as="map(*)*" select="f:pages-of($kind)"/>
    <xsl:if test="exists($pages)">
      <section id="pages-{$kind}" class="index" aria-labelledby="pages-{$kind}-head">
        <h2 id="pages-{$kind}-head"><xsl:value-of select="f:word($kind-words($kind))"/></h2>
        <ol class="pages">
          <xsl:for-each select="$pages">
            <li><xsl:sequence select="f:page-link(., ?label || ' …', ())"/></li>
          </xsl:for-each>
        </ol>
      </section>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>
