<?xml version="1.0" encoding="UTF-8"?>
<!-- The pages that many articles have together: the start page, the lists of names and dates, the lists of what is cited.
     Input: s:site with what stands on the page (publishing/site_pages.py makes it). -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:map="http://www.w3.org/2005/xpath-functions/map"
                xmlns:f="urn:teiwright:functions"
                xmlns:m="urn:teiwright:modes"
                xmlns:s="urn:teiwright:site"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns="http://www.w3.org/1999/xhtml"
                xpath-default-namespace="http://www.w3.org/1999/xhtml"
                exclude-result-prefixes="#all">

  <xsl:import href="index-joint.xsl"/>

  <xsl:variable name="page" as="element(s:site)" select="/s:site"/>

  <xsl:template match="/" as="element()">
    <xsl:apply-templates select="s:site" mode="m:html"/>
  </xsl:template>

  <xsl:template match="s:site" mode="m:html" as="element(html)">
    <html lang="{$article-language}">
      <head>
        <xsl:sequence select="f:basic-head(f:page-title(.)), f:meta('teiwright-made-of', @made-of)"/>
        <xsl:sequence select="f:shared-assets(@together)"/>
      </head>
      <body id="top" class="index-page site-page">
        <a class="skip" href="#text"><xsl:value-of select="f:word('skip')"/></a>
        <xsl:call-template name="f:site-bar"/>
        <div class="page">
          <nav id="contents" class="contents" aria-label="{f:word('contents')}">
            <h2><xsl:value-of select="f:word('site-lists')"/></h2>
            <xsl:call-template name="f:site-links"/>
          </nav>
          <main id="text" tabindex="-1">
            <header class="index-page-head">
              <h1><xsl:value-of select="f:page-title(.)"/></h1>
            </header>
            <xsl:choose>
              <xsl:when test="@kind = ('start', 'article')"><xsl:call-template name="f:articles"/></xsl:when>
              <xsl:otherwise><xsl:call-template name="f:list"/></xsl:otherwise>
            </xsl:choose>
          </main>
        </div>
        <xsl:sequence select="f:html-card(@together || $citing)"/>
      </body>
    </html>
  </xsl:template>

  <xsl:function name="f:page-title" as="xs:string">
    <xsl:param name="page" as="element(s:site)"/>
    <xsl:sequence select="f:word(if ($page/@kind = ('start', 'article')) then 'site' else f:list-word($page/@kind))"/>
  </xsl:function>

  <xsl:template name="f:site-bar" as="element(header)">
    <xsl:context-item as="element(s:site)" use="required"/>
    <header class="bar">
      <button type="button" class="icon scripted" id="open-contents" aria-controls="contents" aria-expanded="false"
              aria-label="{f:word('contents')}" title="{f:word('contents')}">
        <xsl:sequence select="f:icon('M4 6h16M4 12h16M4 18h10')"/>
      </button>
      <p class="bar-title"><a href="{@home}"><xsl:value-of select="f:word('site')"/></a></p>
      <xsl:call-template name="f:site-search"/>
      <button type="button" class="icon scripted" id="theme" aria-label="{f:word('theme')}" title="{f:word('theme')}">
        <xsl:sequence select="f:icon('M12 3a9 9 0 1 0 0 18zM12 3a9 9 0 0 1 0 18')"/>
      </button>
    </header>
  </xsl:template>

  <xsl:template name="f:site-search" as="element(form)">
    <xsl:context-item as="element(s:site)" use="required"/>
    <form class="search scripted" role="search" id="search" autocomplete="off" data-joint="{@together}search/" data-editions="{$editions}">
      <label class="unseen" for="query"><xsl:value-of select="f:word('site-search')"/></label>
      <input type="search" id="query" placeholder="{f:word('site-search')}" aria-controls="results" aria-keyshortcuts="/"/>
      <xsl:sequence select="f:results()"/>
    </form>
  </xsl:template>

  <xsl:template name="f:site-links" as="element(ol)">
    <xsl:context-item as="element(s:site)" use="required"/>
    <xsl:sequence select="f:links-of-site(string(@home), string(@together), string(@kind))"/>
  </xsl:template>

  <!-- ==== articles ==== -->

  <xsl:template name="f:articles" as="element()*">
    <xsl:context-item as="element(s:site)" use="required"/>
    <noscript><p class="legend"><xsl:value-of select="f:word('search-scripts')"/></p></noscript>
    <p class="legend">
      <xsl:value-of select="if (@count = '1') then f:word('article-one') else f:word('articles-n', string((@count, count(s:article))[1]))"/>
    </p>
    <p class="site-lists">
      <xsl:for-each select="$joint-kinds">
        <a href="{$page/@together}{.}.html"><xsl:value-of select="f:word(f:list-word(.))"/></a>
      </xsl:for-each>
    </p>
    <xsl:if test="s:article[2]"><xsl:call-template name="f:sorting"/></xsl:if>
    <xsl:sequence select="f:near(.)"/>
    <xsl:where-populated>
      <ol class="articles" id="articles"><xsl:sequence select="s:article ! f:article-line(.)"/></ol>
    </xsl:where-populated>
    <xsl:sequence select="f:list-pages(s:page)"/>
  </xsl:template>

  <xsl:template name="f:sorting" as="element(form)">
    <form class="sorting scripted" id="sorting" autocomplete="off">
      <label><xsl:value-of select="f:word('filter')"/><xsl:text> </xsl:text><input type="text" id="filter"/></label>
      <label>
        <xsl:value-of select="f:word('sort-by')"/>
        <xsl:text> </xsl:text>
        <select id="sort">
          <xsl:for-each select="'title', 'author', 'date'">
            <option value="{.}"><xsl:value-of select="f:word('sort-' || .)"/></option>
          </xsl:for-each>
        </select>
      </label>
    </form>
  </xsl:template>

  <xsl:function name="f:article-line" as="element(li)">
    <xsl:param name="article" as="element(s:article)"/>
    <li data-author="{$article/@sort-author}" data-date="{$article/@date}" data-keywords="{$article/@keywords}">
      <h2 lang="{$article/@xml:lang}">
        <a href="{$editions}{encode-for-uri($article/@name)}.html"><xsl:value-of select="$article/@title"/></a>
        <xsl:if test="$article/@subtitle ne ''"><span class="title-sub"><xsl:value-of select="$article/@subtitle"/></span></xsl:if>
      </h2>
      <p class="article-about">
        <xsl:for-each select="string-join($article/s:author, f:word('comma')), string($article/@journal),
                              $article/@date[. ne ''] ! f:say-date(.), $article/@notes ! f:word('notes-n', .),
                              $article/@citations ! f:word('cited-items', .)">
          <xsl:if test=". ne ''"><span class="entry-about"><xsl:value-of select="."/></span></xsl:if>
        </xsl:for-each>
      </p>
      <xsl:for-each select="$article/s:abstract">
        <p class="article-abstract" lang="{$article/@xml:lang}"><xsl:value-of select="."/></p>
      </xsl:for-each>
    </li>
  </xsl:function>

  <!-- ==== lists ==== -->

  <xsl:template name="f:list" as="element()*">
    <xsl:context-item as="element(s:site)" use="required"/>
    <xsl:sequence select="f:near(.)"/>
    <xsl:if test="empty((s:page, s:entry, tei:teiCorpus))"><p class="legend"><xsl:value-of select="f:word('list-empty')"/></p></xsl:if>
    <xsl:if test="@kind = 'place'">
      <xsl:variable name="spots" as="element()*" select="s:spot[tei:place], s:entry[tei:place/tei:location/tei:geo]"/>
      <xsl:sequence select="f:map($spots/tei:place, map:merge($spots ! map:entry(string(tei:place/@xml:id), @href || '#' || tei:place/@xml:id)))"/>
    </xsl:if>
    <xsl:sequence select="f:list-pages(s:page)"/>
    <xsl:sequence select="tei:teiCorpus ! f:shown-sections(.)"/>
    <xsl:if test="s:entry">
      <section id="index-{@kind}" class="index joint">
        <xsl:choose>
          <xsl:when test="@kind = 'date'"><xsl:sequence select="f:calendar(s:entry)"/></xsl:when>
          <xsl:otherwise><xsl:sequence select="f:lettered(s:entry)"/></xsl:otherwise>
        </xsl:choose>
      </section>
    </xsl:if>
    <xsl:where-populated><div class="near-pages"><xsl:sequence select="f:near(.)/p"/></div></xsl:where-populated>
  </xsl:template>

  <!-- The pages of a divided list, each with its first and its last heading; works by their languages. -->
  <xsl:function name="f:list-pages" as="element()*">
    <xsl:param name="pages" as="element(s:page)*"/>
    <xsl:for-each-group select="$pages" group-adjacent="string(@language)">
      <xsl:if test="current-grouping-key() ne ''">
        <h2 class="letter"><xsl:value-of select="($words('works-' || current-grouping-key()), f:word('works-other'))[1]"/></h2>
      </xsl:if>
      <ul class="pages">
        <xsl:for-each select="current-group()">
          <li><a href="{@href}"><xsl:value-of select="string-join(distinct-values((f:link-label(., @label), f:link-label(., @last))), ' – ')"/></a></li>
        </xsl:for-each>
      </ul>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="f:link-label" as="xs:string">
    <xsl:param name="link" as="element()"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:variable name="said" as="xs:string" select="if ($link/../@kind = ('date', 'document')) then f:say-date($label) else $label"/>
    <xsl:sequence select="if (string-length($said) gt 40) then replace(substring($said, 1, 38), '\s+\S*$', '') || ' …' else $said"/>
  </xsl:function>

  <xsl:function name="f:near" as="element(nav)?">
    <xsl:param name="page" as="element(s:site)"/>
    <xsl:if test="$page/(s:before | s:after)">
      <nav class="near-pages" aria-label="{f:page-title($page)}">
        <p>
          <xsl:for-each select="$page/s:before"><a href="{@href}" rel="prev"><xsl:value-of select="'← ' || f:link-label(., @label)"/></a></xsl:for-each>
          <a href="{if ($page/@kind = 'article') then $page/@home else $page/@kind || '.html'}" rel="up"><xsl:value-of select="f:page-title($page)"/></a>
          <xsl:for-each select="$page/s:after"><a href="{@href}" rel="next"><xsl:value-of select="f:link-label(., @label) || ' →'"/></a></xsl:for-each>
        </p>
      </nav>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:lettered" as="element()*">
    <xsl:param name="entries" as="element(s:entry)+"/>
    <xsl:for-each-group select="$entries" group-adjacent="string(@letter)">
      <h2 class="letter"><xsl:value-of select="f:letter-head(current-grouping-key())"/></h2>
      <ul class="entries"><xsl:sequence select="current-group() ! f:joint-entry(.)"/></ul>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="f:calendar" as="element()*">
    <xsl:param name="entries" as="element(s:entry)+"/>
    <xsl:for-each-group select="$entries" group-adjacent="replace(@heading, '^(-?\d+).*$', '$1')">
      <section class="year timeline">
        <h2><xsl:value-of select="f:say-date(current-grouping-key())"/></h2>
        <ul class="entries"><xsl:sequence select="current-group() ! f:joint-entry(.)"/></ul>
      </section>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="f:joint-entry" as="element(li)">
    <xsl:param name="entry" as="element(s:entry)"/>
    <xsl:variable name="known" as="element()?" select="$entry/tei:*[1]"/>
    <xsl:variable name="unidentified" as="xs:boolean" select="$entry/@key = ''"/>
    <li class="entry{' unidentified'[$unidentified]}">
      <xsl:if test="$entry/@key ne ''"><xsl:attribute name="id" select="$entry/@key"/></xsl:if>
      <span class="entry-head">
        <b class="entry-name"><xsl:value-of select="if ($page/@kind = 'date') then f:say-date-value($entry/@heading) else string($entry/@heading)"/></b>
        <xsl:if test="$unidentified"><span class="entry-about"><xsl:value-of select="f:word('unidentified')"/></span></xsl:if>
        <xsl:sequence select="f:other-names($known)[normalize-space() ne $entry/@heading], f:about($known), f:identifiers($known)"/>
      </span>
      <xsl:sequence select="$entry/s:in ! f:in-article(.)"/>
    </li>
  </xsl:function>

  <xsl:function name="f:in-article" as="element(div)">
    <xsl:param name="in" as="element(s:in)"/>
    <xsl:variable name="page" as="xs:string" select="$editions || encode-for-uri($in/@article) || '.html'"/>
    <div class="in-article">
      <p>
        <a class="article-name" href="{$page}{$in/../@key[. ne ''][not($in/ancestor::s:site/@kind = 'date')] ! ('#' || .)}"
           lang="{$in/@xml:lang}"><xsl:value-of select="$in/@title"/></a>
        <span class="entry-about"><xsl:value-of select="f:word('times-n', $in/@count)"/></span>
      </p>
      <ul class="contexts" lang="{$in/@xml:lang}">
        <xsl:for-each select="$in/s:place">
          <li>
            <a href="{$page}#{@target}">
              <xsl:value-of select="@before"/><mark><xsl:value-of select="."/></mark><xsl:value-of select="@after"/>
            </a>
            <xsl:text> </xsl:text>
            <span class="where"><xsl:value-of select="f:place-label(string(@target), string(@note))"/></span>
          </li>
        </xsl:for-each>
      </ul>
    </div>
  </xsl:function>

  <!-- Our own ids tell the number of a note or a paragraph. -->
  <xsl:function name="f:place-label" as="xs:string?">
    <xsl:param name="target" as="xs:string"/>
    <xsl:param name="note" as="xs:string"/>
    <xsl:sequence select="
      if (matches($note, '^n\d+$')) then f:word('hit-note', substring($note, 2))
      else if (matches($target, '^p\d+$')) then f:word('hit-paragraph', substring($target, 2)) else ()"/>
  </xsl:function>
</xsl:stylesheet>
